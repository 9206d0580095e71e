/* reference - ids from case numbers, places in a case, and names. */
#include "client/reference.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "client/api.h"
#include "client/known.h"
#include "client/noun.h"

static int nothing(struct client *client, const struct noun *noun, const char *text)
{
	return client_say(client, ENDED_REFUSED, noun->under == NULL && noun->columns != NULL
		? "there is no %s %s; tilsyn %s list shows them" : "there is no %s %s", noun->name, text, noun->name);
}

static bool is_number(const char *text)
{
	size_t digits = strspn(text, "0123456789");

	return digits > 0 && digits < 7 && text[digits] == '\0';
}

static bool is_case_number(const char *text)
{
	size_t year = strspn(text, "0123456789");

	return year == 4 && text[year] == '/' && is_number(text + year + 1);
}

static int case_find(struct client *client, const char *text, char ret_id[ID_SIZE])
{
	json_t *page;
	const char *id;
	int ended;

	if (!is_case_number(text))
		return client_say(client, ENDED_USAGE,
			"%s is no case: a number like 2026/17, or an id", text);
	ended = api_get(client,
		arena_format(&client->arena, "/v1/audits?case_number=%s", api_escape(client, text)),
		&page, NULL);
	if (ended != ENDED_DONE)
		return ended;
	id = json_text(json_array_get(json_object_get(page, "items"), 0), "id");
	if (id_valid(id))
		strcpy(ret_id, id);
	else
		ended = nothing(client, &audit_noun, text);
	json_decref(page);
	return ended;
}

static bool word_in(const char *words, const char *word)
{
	size_t length = strlen(word);

	for (const char *at = words; at != NULL && (at = strstr(at, word)) != NULL; at += length)
		if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
			return length > 0;
	return false;
}

/* The one of this kind that is alive, or where none is, the newest. */
static int kind_find(struct client *client, const struct noun *noun, const json_t *items, const char *kind,
	const char **ret_id)
{
	const json_t *meant = NULL;
	const char *several = "";
	int alive = 0;
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item) {
		bool lives = word_in(noun->alive, json_text(item, "state"));
		const char *its = json_text(item, "kind");

		if (!name_is(kind, strlen(kind), its) || (alive > 0 && !lives))
			continue;
		alive += lives;
		meant = item;
		if (lives)
			several = arena_format(&client->arena, "%s #%zu", several, i + 1);
	}
	if (alive > 1)
		return client_say(client, ENDED_USAGE, "more than one %s is %s:%s", noun->name, kind, several);
	*ret_id = json_text(meant, "id");
	return ENDED_DONE;
}

static int pick(struct client *client, const struct noun *noun, const json_t *whole, const char *text,
	char ret_id[ID_SIZE])
{
	const json_t *items = json_object_get(whole, noun->part);
	const char *id = "";
	int ended = ENDED_DONE;

	if (is_number(text))
		id = json_text(json_array_get(items, (size_t)atoi(text) - 1), "id");
	else
		ended = kind_find(client, noun, items, text, &id);
	if (ended != ENDED_DONE)
		return ended;
	if (!id_valid(id))
		return nothing(client, noun, text);
	strcpy(ret_id, id);
	return ENDED_DONE;
}

/* What stands in a case, CASE#N, or under a breach, CASE#N#M: what is left out is what is at hand. */
static int part_find(struct client *client, const struct noun *noun, const char *text, char ret_id[ID_SIZE])
{
	const char *mark = strrchr(text, '#');
	const json_t *whole;
	char above[ID_SIZE];

	if (mark != NULL) {
		const char *before = arena_text_n(&client->arena, text, (size_t)(mark - text));
		int ended = reference_find(client, noun->under, before, above);

		if (ended != ENDED_DONE)
			return ended;
		if (noun->under == &audit_noun)
			known_at_case(client, above);
		else
			known_at_breach(client, above);
	}
	whole = noun->under == &audit_noun ? known_case(client) : known_breach(client);
	if (whole == NULL)
		return client_say(client, ENDED_USAGE, "%s: say of which %s, like %s", text,
			noun->under->name,
			noun->under == &audit_noun ? "2026/17#1" : "2026/17#1#1");
	return pick(client, noun, whole, mark == NULL ? text : mark + 1, ret_id);
}

/* Whether one of the members by which a person may name it is this text, or all that labels it. */
static bool is_named(struct client *client, const struct noun *noun, const json_t *item, const char *text)
{
	char *left = arena_text(&client->arena, noun->keys), *member;

	while ((member = strsep(&left, " ")) != NULL)
		if (strcasecmp(json_text(item, member), text) == 0)
			return true;
	return strcasecmp(label_of(client, noun, item), text) == 0;
}

static int name_find(struct client *client, const struct noun *noun, const char *text, char ret_id[ID_SIZE])
{
	const json_t *items = known_list(client, noun);
	const char *id = "";
	json_t *item;
	size_t i;

	json_array_foreach(items, i, item) {
		if (!is_named(client, noun, item, text))
			continue;
		if (*id != '\0' && !noun->newest)
			return client_say(client, ENDED_USAGE, "more than one %s is called %s: %s, %s",
				noun->name, text, id, json_text(item, "id"));
		id = json_text(item, "id");
	}
	if (!id_valid(id))
		return nothing(client, noun, text);
	strcpy(ret_id, id);
	return ENDED_DONE;
}

int reference_find(struct client *client, const struct noun *noun, const char *text, char ret_id[ID_SIZE])
{
	if (id_valid(text)) {
		strcpy(ret_id, text);
		return ENDED_DONE;
	}
	if (noun == &audit_noun)
		return case_find(client, text, ret_id);
	if (noun->under != NULL)
		return part_find(client, noun, text, ret_id);
	if (noun->keys == NULL)
		return client_say(client, ENDED_USAGE, "%s: %s is no id", noun->name, text);
	return name_find(client, noun, text, ret_id);
}

int reference_member(struct client *client, const struct field *field, const char *text, char ret_id[ID_SIZE])
{
	const struct noun *noun = noun_of_member(field->name);

	/* An incoming letter may answer either; deadlines and letters have words of their own for their kinds. */
	if (field == message_field(&letter_message, "answers"))
		noun = &incoming_noun;
	else if (strcmp(field->name, "answers") == 0)
		noun = term_find(&letter_kinds, text) != TERM_NONE &&
				term_find(&deadline_kinds, text) == TERM_NONE
			? &letter_noun
			: &deadline_noun;
	if (id_valid(text)) {
		strcpy(ret_id, text);
		return ENDED_DONE;
	}
	if (noun == NULL)
		return client_say(client, ENDED_USAGE, "--%s: %s is no id",
			option_typed(&client->arena, field->name), text);
	return reference_find(client, noun, text, ret_id);
}
