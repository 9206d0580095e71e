/* verb - list, show, create and edit, the same for every noun. */
#include "client/verb.h"

#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/known.h"
#include "client/reference.h"
#include "client/view.h"
#include "client/words.h"

/* Where a noun stands in a case, the command is about that case. */
static void at_hand(struct client *client, const struct noun *noun, const char *id)
{
	if (noun == &audit_noun)
		known_at_case(client, id);
	else if (noun == &breach_noun)
		known_at_breach(client, id);
}

int verb_path(struct client *client, const struct noun *noun, const char *text, const char **ret_path)
{
	char id[ID_SIZE];
	int ended = reference_find(client, noun, text, id);

	if (ended != ENDED_DONE)
		return ended;
	at_hand(client, noun, id);
	*ret_path = arena_format(&client->arena, "%s/%s", noun->path, id);
	return ENDED_DONE;
}

/* Of what stands under another: PATH/ID/part. */
static int collection_path(struct client *client, const struct noun *noun,
	const struct arguments *arguments, const char **ret_path)
{
	const char *above;
	int ended;

	if (noun->under == NULL || arguments->words == 0) {
		*ret_path = noun->path;
		return ENDED_DONE;
	}
	ended = verb_path(client, noun->under, arguments->word[0], &above);
	if (ended != ENDED_DONE)
		return ended;
	*ret_path = arena_format(&client->arena, "%s/%s", above, option_typed(&client->arena, noun->part));
	return ENDED_DONE;
}

void verb_list_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)command;
	if (noun->query != NULL)
		option_add_members(set, noun->query, USE_CREATE);
	else
		option_add_members(set, &page_query_message, USE_CREATE);
	option_add(set, "all", NULL, "every page, to the end");
}

int verb_pages(struct client *client, const char *path, bool all, json_t **ret_page)
{
	json_t *page, *more;
	const char *next;
	int ended = api_get(client, path, &page, NULL);

	while (ended == ENDED_DONE && all &&
	    (next = json_string_value(json_object_get(page, "next"))) != NULL) {
		ended = api_get(client,
			arena_format(&client->arena, "%s%cafter=%s", path,
				strchr(path, '?') == NULL ? '?' : '&', api_escape(client, next)),
			&more, NULL);
		if (ended != ENDED_DONE) {
			json_decref(page);
			return ended;
		}
		json_array_extend(json_object_get(page, "items"), json_object_get(more, "items"));
		json_object_set(page, "next", json_object_get(more, "next"));
		json_decref(more);
	}
	*ret_page = page;
	return ended;
}

int verb_page(struct client *client, const struct arguments *arguments, const char *path, json_t **ret_page)
{
	const char *query;
	int ended = query_make(client, arguments, &query);

	if (ended != ENDED_DONE)
		return ended;
	if (strchr(path, '?') != NULL && *query == '?')
		query = arena_format(&client->arena, "&%s", query + 1);
	return verb_pages(client, arena_format(&client->arena, "%s%s", path, query), argument(arguments, "all") != NULL,
		ret_page);
}

void verb_tell_more(struct client *client, const json_t *page)
{
	const char *next = json_text(page, "next");

	if (*next != '\0')
		screen_text(&client->complaints, "",
			phrase_fill(&client->arena, PHRASE_more, client->language, next, NULL));
}

static void show_page(struct client *client, const struct noun *noun, const char *columns,
	const json_t *page)
{
	const json_t *items = json_object_get(page, "items"), *count = json_object_get(page, "count");

	if (json_array_size(items) == 0)
		screen_text(&client->complaints, "", phrase(PHRASE_nothing, client->language));
	view_list(client, noun, columns, items, "");
	if (json_is_integer(count))
		screen_text(&client->screen, "",
			phrase_fill(&client->arena, PHRASE_in_all, client->language,
				arena_format(&client->arena, "%lld", json_integer_value(count)),
				NULL));
	verb_tell_more(client, page);
}

int verb_list(struct client *client, const struct arguments *arguments)
{
	const struct noun *noun = arguments->noun;
	const char *path, *columns = arguments->words > 0 ? noun->columns_within : noun->columns;
	json_t *page;
	int ended = collection_path(client, noun, arguments, &path);

	if (ended == ENDED_DONE)
		ended = verb_page(client, arguments, path, &page);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, page))
		show_page(client, noun, columns, page);
	json_decref(page);
	return ENDED_DONE;
}

/* An object that says which case it is in has told what the command is about. */
static void learn_case(struct client *client, const struct noun *noun, json_t *object)
{
	if (noun == &audit_noun)
		known_keep_case(client, object);
	else if (id_valid(json_text(object, "audit")))
		known_at_case(client, json_text(object, "audit"));
}

int verb_show(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *object;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_get(client, path, &object, NULL);
	if (ended != ENDED_DONE)
		return ended;
	learn_case(client, arguments->noun, object);
	ended = view_answer(client, arguments->noun, object);
	json_decref(object);
	return ended;
}

void verb_create_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)command;
	option_add_members(set, noun->message, USE_CREATE);
	option_add(set, "body", "JSON", "a JSON object the options are added to; @FILE and - as for texts");
}

/* What a person calls it, where the noun has such a member; else its id. */
static const char *name_of(struct client *client, const struct noun *noun, const json_t *object)
{
	char *left = arena_text(&client->arena, noun->keys == NULL ? "" : noun->keys);
	const char *member = strsep(&left, " "), *name = json_text(object, member);

	return *name == '\0' ? json_text(object, "id") : name;
}

/* "breach 2026/17#2", "audit 2026/18", "requirement hol-4-1": as the next command wants it. */
static const char *reference_of(struct client *client, const struct noun *noun, json_t *object)
{
	const char *id = json_text(object, "id"), *number = json_text(object, "case_number"), *reference;

	if (*number != '\0' && noun == &audit_noun)
		return arena_format(&client->arena, "audit %s", number);
	learn_case(client, noun, object);
	reference = noun->under == NULL ? name_of(client, noun, object) : known_reference(client, id);
	return noun->under != NULL && strchr(reference, ' ') != NULL
		? reference
		: arena_format(&client->arena, "%s %s", noun->name, noun->under == NULL ? reference : id);
}

int verb_post(struct client *client, const struct arguments *arguments, const char *path, json_t **ret_made)
{
	json_t *body;
	int ended = body_make(client, arguments, &body);

	if (ended != ENDED_DONE)
		return ended;
	ended = api_post(client, path, body, NULL, ret_made);
	json_decref(body);
	return ended;
}

int verb_create(struct client *client, const struct arguments *arguments)
{
	const struct noun *noun = arguments->noun;
	const char *path;
	json_t *made;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = collection_path(client, noun, arguments, &path);
	if (ended == ENDED_DONE)
		ended = verb_post(client, arguments, path, &made);
	if (ended != ENDED_DONE)
		return ended;
	known_forget(client);
	if (!view_raw(client, made))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_made, client->language,
			reference_of(client, noun, made), NULL));
	json_decref(made);
	return ENDED_DONE;
}

void verb_edit_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)command;
	option_add_members(set, noun->message, USE_PATCH);
	option_add(set, "body", "JSON", "a JSON object the options are added to; @FILE and - as for texts");
}

int verb_edit(struct client *client, const struct arguments *arguments)
{
	const struct noun *noun = arguments->noun;
	char tag[TAG_SIZE];
	const char *path;
	json_t *object, *body, *changed;
	int ended = verb_path(client, noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_get(client, path, &object, tag);
	if (ended != ENDED_DONE)
		return ended;
	learn_case(client, noun, object);
	json_decref(object);
	ended = body_make(client, arguments, &body);
	if (ended != ENDED_DONE)
		return ended;
	ended = json_object_size(body) == 0 ? client_say(client, ENDED_USAGE, "nothing to change was given")
		: api_patch(client, path, body, tag, &changed);
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	known_forget(client);
	if (!view_raw(client, changed))
		screen_text(&client->screen, "",
			phrase_fill(&client->arena, PHRASE_changed, client->language,
				reference_of(client, noun, changed), NULL));
	json_decref(changed);
	return ENDED_DONE;
}
