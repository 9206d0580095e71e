/* cmd_policy - what the authority decides for itself: read, and given the next version of. */
#include <errno.h>
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

#define DEFAULT_ID ID_ZERO

static const struct noun rung_noun = { .name = "rung", .message = &rung_message };
static const struct noun closing_day_noun = { .name = "closing-day", .message = &closing_day_message };

static const char *label(struct client *client, const char *member)
{
	return word_label(member, client->language, &client->arena);
}

static const char *number_of(struct client *client, const json_t *object, const char *member)
{
	const json_t *value = json_object_get(object, member);

	return json_is_integer(value) ? arena_format(&client->arena, "%lld", json_integer_value(value)) : NULL;
}

/* A row a kind of deadline. */
static void put_days(struct client *client, const json_t *policy)
{
	const json_t *days = json_object_get(policy, "days"), *ahead = json_object_get(policy, "ahead");
	struct table table;

	table_init(&table, &client->arena);
	table_column(&table, label(client, "kind"), FIT_LEFT);
	table_column(&table, label(client, "days"), FIT_RIGHT);
	table_column(&table, label(client, "ahead"), FIT_RIGHT);
	for (int kind = 0; kind < deadline_kinds.count; kind++) {
		const char *word = deadline_kinds.word[kind], *number = number_of(client, days, word),
			*least = number_of(client, ahead, word);

		if (number == NULL && least == NULL)
			continue;
		table_cell(&table, word_term(&deadline_kinds, word, client->language, &client->arena), STYLE_PLAIN);
		table_cell(&table, number, STYLE_PLAIN);
		table_cell(&table, least, STYLE_PLAIN);
	}
	view_head(client, label(client, "deadlines"));
	table_print(&table, &client->screen, "  ");
}

static void put_correction(struct client *client, const json_t *policy)
{
	const json_t *correction = json_object_get(policy, "correction");
	struct table table;

	table_init(&table, &client->arena);
	table_column(&table, label(client, "severity"), FIT_LEFT);
	for (int c = 0; c < complexities.count; c++)
		table_column(&table, word_term(&complexities, complexities.word[c], client->language, &client->arena), FIT_RIGHT);
	for (int s = 0; s < severities.count; s++) {
		const char *word = severities.word[s];

		table_cell(&table, word_term(&severities, word, client->language, &client->arena), STYLE_PLAIN);
		for (int c = 0; c < complexities.count; c++)
			table_cell(&table, number_of(client, json_object_get(correction, word), complexities.word[c]), STYLE_PLAIN);
	}
	view_head(client, label(client, "correction"));
	table_print(&table, &client->screen, "  ");
}

/* The lists have tables of their own; the rest goes member by member. */
static int policy_show(struct client *client, const json_t *policy)
{
	static const char *const apart[] = { "days", "ahead", "correction", "rungs", "closing_days" };
	json_t *rest = json_copy((json_t *)policy);

	for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
		json_object_del(rest, apart[i]);
	view_object(client, &policy_message, rest);
	json_decref(rest);
	put_days(client, policy);
	put_correction(client, policy);
	view_head(client, label(client, "rungs"));
	view_list(client, &rung_noun, "code kinds from after action recipient channel automatic new_date",
		json_object_get(policy, "rungs"), "  ");
	if (json_array_size(json_object_get(policy, "closing_days")) > 0)
		view_head(client, label(client, "closing_days"));
	view_list(client, &closing_day_noun, "date name", json_object_get(policy, "closing_days"), "  ");
	return ENDED_DONE;
}

/* What `policy show` told goes in again: members that are only shown are left behind. */
static void keep_given(json_t *policy)
{
	for (int i = 0; i < policy_message.count; i++)
		if (!(policy_message.field[i].use & USE_CREATE))
			json_object_del(policy, policy_message.field[i].name);
}

static int policy_file(struct client *client, const char *name, json_t **ret_policy)
{
	struct buffer text;
	json_error_t where;
	int error;

	buffer_init(&text);
	error = file_read(name, TEXT_BYTES, &text);
	if (error != 0) {
		buffer_release(&text);
		return client_say(client, ENDED_USAGE, "%s: %s", name, strerror(error));
	}
	*ret_policy = json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES, &where);
	buffer_release(&text);
	if (!json_is_object(*ret_policy)) {
		json_decref(*ret_policy);
		return client_say(client, ENDED_USAGE, "%s: no JSON object (line %d)", name, where.line);
	}
	keep_given(*ret_policy);
	return ENDED_DONE;
}

static int policy_add(struct client *client, const struct arguments *arguments)
{
	json_t *policy, *made;
	int ended = policy_file(client, arguments->word[0], &policy);

	if (ended != ENDED_DONE)
		return ended;
	ended = api_post(client, "/v1/policies", policy, NULL, &made);
	json_decref(policy);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, made))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_made, client->language,
			arena_format(&client->arena, "policy %s", json_text(made, "id")), NULL));
	json_decref(made);
	return ENDED_DONE;
}

static int policy_default_show(struct client *client, const struct arguments *arguments)
{
	json_t *policy;
	int ended = api_get(client, "/v1/policies/" DEFAULT_ID, &policy, NULL);

	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, arguments->noun, policy);
	json_decref(policy);
	return ended;
}

/* What runs and would have another date; the dates that stand, stand. */
static void put_effect(struct client *client, const json_t *page)
{
	static const char *const members[] = { "case_number", "enterprise_name", "kind", "due", "effective_due" };
	const json_t *items = json_object_get(page, "items"), *item;
	struct table table;
	size_t at;

	if (json_array_size(items) == 0) {
		screen_text(&client->screen, "", phrase(PHRASE_nothing_moved, client->language));
		return;
	}
	table_init(&table, &client->arena);
	for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
		table_column(&table, label(client, members[i]), FIT_LEFT);
	table_column(&table, label(client, "would_be"), FIT_LEFT);
	json_array_foreach(items, at, item) {
		const json_t *would_be = json_object_get(item, "would_be");

		for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
			table_cell(&table, view_member(client, &moved_deadline_message, item, members[i]), STYLE_PLAIN);
		table_cell(&table, json_text(would_be, "effective_due"), STYLE_PLAIN);
	}
	table_print(&table, &client->screen, "");
	screen_text(&client->screen, "", phrase(PHRASE_dates_stand, client->language));
}

static int policy_effect(struct client *client, const struct arguments *arguments)
{
	const char *path = "/v1/policies/" DEFAULT_ID;
	json_t *page;
	int ended = strcmp(arguments->word[0], "default") == 0 ? ENDED_DONE
		: verb_path(client, &policy_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = verb_pages(client, arena_format(&client->arena, "%s/deadlines", path), true, &page);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, page))
		put_effect(client, page);
	json_decref(page);
	return ENDED_DONE;
}

static const struct command policy_commands[] = {
	{ .name = "effect", .operands = "POLICY|default", .about = "running deadlines that it would have set to other dates; none is moved",
		.least = 1, .most = 1, .run = policy_effect },
	{ .name = "default", .operands = "", .about = "what tilsyn comes with, where no policy stands", .run = policy_default_show },
	{ .name = "add", .operands = "FILE", .about = "the next version, as JSON (- reads standard input)", .least = 1, .most = 1,
		.run = policy_add },
	{ .name = NULL },
};

const struct noun policy_noun = {
	.name = "policy", .about = "what the authority decides for itself: days, reminders, closing days, grounds",
	.path = "/v1/policies", .in_path = true, .message = &policy_message, .query = &page_query_message,
	.columns = "id version name programme valid_from valid_to", .machine = -1, .label = "name version", .keys = "name",
	.newest = true, .show = policy_show, .commands = policy_commands,
};
