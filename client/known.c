/* known - one request for what is needed many times. */
#include "client/known.h"

#include <string.h>

#include "client/api.h"
#include "client/noun.h"

#define LISTS_MAX 16
#define PAGES_MAX 25
#define MISSES_MAX 3                    /* one by one, before the whole list is asked for */

struct known {
	char audit[ID_SIZE], breach[ID_SIZE];
	json_t *whole_case;
	struct { const struct noun *noun; json_t *items; int misses; } list[LISTS_MAX];
	int lists;
	json_t *names;                  /* id: text */
};

static struct known *known_of(struct client *client)
{
	if (client->known == NULL) {
		client->known = arena_take(&client->arena, sizeof *client->known);
		client->known->names = json_object();
	}
	return client->known;
}

void known_release(struct client *client)
{
	struct known *known = client->known;

	if (known == NULL)
		return;
	for (int i = 0; i < known->lists; i++)
		json_decref(known->list[i].items);
	json_decref(known->names);
	json_decref(known->whole_case);
}

void known_forget(struct client *client)
{
	struct known *known = known_of(client);

	json_decref(known->whole_case);
	known->whole_case = NULL;
}

void known_at_case(struct client *client, const char *id)
{
	struct known *known = known_of(client);

	if (strcmp(known->audit, id) == 0)
		return;
	known_forget(client);
	strcpy(known->audit, id);
	known->breach[0] = '\0';
}

void known_at_breach(struct client *client, const char *id)
{
	strcpy(known_of(client)->breach, id);
}

const char *known_case_id(struct client *client)
{
	struct known *known = known_of(client);
	json_t *breach;

	if (known->audit[0] == '\0' && known->breach[0] != '\0' &&
	    api_try(client, arena_format(&client->arena, "/v1/breaches/%s", known->breach), &breach) == ENDED_DONE) {
		if (id_valid(json_text(breach, "audit")))
			strcpy(known->audit, json_text(breach, "audit"));
		json_decref(breach);
	}
	return known->audit;
}

const json_t *known_case(struct client *client)
{
	struct known *known = known_of(client);
	const char *id = known_case_id(client);

	if (known->whole_case == NULL && *id != '\0' &&
	    api_try(client, arena_format(&client->arena, "/v1/audits/%s", id), &known->whole_case) != ENDED_DONE)
		known->whole_case = NULL;
	return known->whole_case;
}

void known_keep_case(struct client *client, json_t *audit)
{
	struct known *known = known_of(client);

	known_at_case(client, json_text(audit, "id"));
	known_forget(client);
	known->whole_case = json_incref(audit);
}

const json_t *known_breach(struct client *client)
{
	struct known *known = known_of(client);
	json_t *breach;
	size_t i;

	json_array_foreach(json_object_get(known_case(client), "breaches"), i, breach)
		if (strcmp(json_text(breach, "id"), known->breach) == 0)
			return breach;
	return NULL;
}

/* Pages to the end; NULL where the first is refused. */
static json_t *read_all(struct client *client, const char *path)
{
	json_t *all = NULL, *page;
	const char *after = "";

	for (int i = 0; i < PAGES_MAX && after != NULL; i++) {
		const char *next = arena_format(&client->arena, "%s?limit=200%s%s", path, *after == '\0' ? "" : "&after=",
			api_escape(client, after));

		if (api_try(client, next, &page) != ENDED_DONE)
			break;
		if (all == NULL)
			all = json_array();
		json_array_extend(all, json_object_get(page, "items"));
		after = json_string_value(json_object_get(page, "next"));
		after = after == NULL ? NULL : arena_text(&client->arena, after);
		json_decref(page);
	}
	return all;
}

/* Accounts are the administrator's to list; anybody may see who carries what, and oneself. */
static json_t *read_colleagues(struct client *client)
{
	json_t *overview, *me, *load, *all = json_array();
	size_t i;

	if (api_try(client, "/v1/me", &me) == ENDED_DONE)
		json_array_append_new(all, me);
	if (api_try(client, "/v1/overview", &overview) != ENDED_DONE)
		return all;
	json_array_foreach(json_object_get(overview, "load"), i, load)
		if (strcmp(json_text(load, "account"), json_text(json_array_get(all, 0), "id")) != 0)
			json_array_append_new(all, json_pack("{s:s, s:s}", "id", json_text(load, "account"),
				"name", json_text(load, "name")));
	json_decref(overview);
	return all;
}

static int list_place(struct client *client, const struct noun *noun)
{
	struct known *known = known_of(client);

	for (int i = 0; i < known->lists; i++)
		if (known->list[i].noun == noun)
			return i;
	known->list[known->lists].noun = noun;
	return known->lists++;
}

const json_t *known_list(struct client *client, const struct noun *noun)
{
	struct known *known = known_of(client);
	int place = list_place(client, noun);
	json_t *items = known->list[place].items, *item;
	size_t i;

	if (items != NULL)
		return items;
	items = read_all(client, noun->path);
	if (items == NULL && noun == &account_noun)
		items = read_colleagues(client);
	json_array_foreach(items, i, item)
		json_object_set_new(known->names, json_text(item, "id"), json_string(label_of(client, noun, item)));
	return known->list[place].items = items == NULL ? json_array() : items;
}

const char *label_of(struct client *client, const struct noun *noun, const json_t *object)
{
	char *left = arena_text(&client->arena, noun->label), *member;
	const char *label = "";

	while ((member = strsep(&left, " ")) != NULL) {
		const char *text = json_text(object, member);

		if (*text != '\0')
			label = arena_format(&client->arena, "%s%s%s", label, *label == '\0' ? "" : " ", text);
	}
	return label;
}

static const char *short_id(const char *id)
{
	size_t length = strlen(id);

	return length > 8 ? id + length - 8 : id;
}

static void name_alone(struct client *client, const struct noun *noun, const char *id)
{
	json_t *object;

	if (api_try(client, arena_format(&client->arena, "%s/%s", noun->path, id), &object) != ENDED_DONE)
		return;
	json_object_set_new(known_of(client)->names, id, json_string(label_of(client, noun, object)));
	json_decref(object);
}

const char *known_name(struct client *client, const struct noun *noun, const char *id)
{
	struct known *known = known_of(client);
	int place;
	const char *name, *reference;

	if (noun == NULL || *id == '\0')
		return short_id(id);
	if (noun == &attachment_noun)
		return id;
	if (noun->under != NULL || (noun == &audit_noun && strcmp(known->audit, id) == 0)) {
		reference = known_reference(client, id);
		name = strchr(reference, ' ');
		return name != NULL ? name + 1 : short_id(id);
	}
	name = json_string_value(json_object_get(known->names, id));
	place = list_place(client, noun);
	if (name == NULL && noun != &audit_noun && (noun == &account_noun || known->list[place].misses++ >= MISSES_MAX))
		known_list(client, noun);
	name = json_string_value(json_object_get(known->names, id));
	if (name == NULL && noun != &account_noun)
		name_alone(client, noun, id);
	name = json_string_value(json_object_get(known->names, id));
	return name == NULL || *name == '\0' ? short_id(id) : name;
}

static const char *reference_under(struct client *client, const struct noun *noun, const char *before,
	const json_t *object, const char *id)
{
	json_t *item;
	size_t i;

	json_array_foreach(json_object_get(object, noun->part), i, item)
		if (strcmp(json_text(item, "id"), id) == 0)
			return arena_format(&client->arena, "%s#%zu", before, i + 1);
	return NULL;
}

const char *known_reference(struct client *client, const char *id)
{
	const json_t *audit = known_case(client);
	const char *number = json_text(audit, "case_number"), *found;

	if (strcmp(json_text(audit, "id"), id) == 0)
		return arena_format(&client->arena, "audit %s", number);
	for (int n = 0; audit != NULL && nouns[n] != NULL; n++) {
		json_t *breach;
		size_t i;

		found = nouns[n]->under == &audit_noun ? reference_under(client, nouns[n], number, audit, id) : NULL;
		if (nouns[n]->under == &breach_noun)
			json_array_foreach(json_object_get(audit, "breaches"), i, breach)
				if (found == NULL)
					found = reference_under(client, nouns[n], arena_format(&client->arena, "%s#%zu", number,
						i + 1), breach, id);
		if (found != NULL)
			return arena_format(&client->arena, "%s %s", nouns[n]->name, found);
	}
	return id;
}
