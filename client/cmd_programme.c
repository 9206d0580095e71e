/* cmd_programme - guides: their editions, two of them beside each other, and the file they are handed on in. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "client/api.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

#define GUIDE_FILE_MAX (1024UL * 1024)

static const struct noun difference_noun = { .name = "difference", .message = &difference_message };

static void edition_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &edition_message, USE_CREATE);
}

static int edition(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *made;
	int ended = verb_path(client, &programme_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = verb_post(client, arguments, arena_format(&client->arena, "%s/editions", path), &made);
	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, &programme_noun, made);
	json_decref(made);
	return ended;
}

/* What is no text comes as JSON. */
static void say_value(struct client *client, const struct message *message, json_t *difference, const char *side)
{
	const struct field *field = message_field(message, json_text(difference, "member"));
	const char *text = json_text(difference, side);
	json_t *value = *text == '\0' ? NULL : json_loads(text, JSON_DECODE_ANY, NULL);

	if (field == NULL || *text == '\0')
		return;
	if (value == NULL)
		value = json_string(text);
	if (json_is_string(value) || field->type != FIELD_TEXT)
		json_object_set_new(difference, side, json_string(view_value(client, field, value)));
	json_decref(value);
}

/* A reader's words in place of the contract's. */
static void view_differences(struct client *client, const struct message *message, json_t *differences)
{
	json_t *difference;
	size_t i;

	json_array_foreach(differences, i, difference) {
		say_value(client, message, difference, "from");
		say_value(client, message, difference, "to");
		json_object_set_new(difference, "member",
			json_string(word_label(json_text(difference, "member"), client->language, &client->arena)));
	}
	view_list(client, &difference_noun, "member from to", differences, "  ");
}

static void view_parts(struct client *client, const struct noun *noun, const char *columns, const json_t *compared)
{
	static const struct { const char *member; enum phrase phrase; } sides[] = {
		{ "added", PHRASE_added }, { "removed", PHRASE_removed },
	};
	json_t *part;
	size_t i;

	for (size_t side = 0; side < sizeof sides / sizeof *sides; side++) {
		const json_t *parts = json_object_get(compared, sides[side].member);

		if (json_array_size(parts) == 0)
			continue;
		screen_text(&client->screen, "", phrase(sides[side].phrase, client->language));
		view_list(client, noun, columns, parts, "  ");
	}
	json_array_foreach(json_object_get(compared, "changed"), i, part) {
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_otherwise, client->language,
			json_text(part, "code"), NULL));
		view_differences(client, noun->message, json_object_get(part, "members"));
	}
}

static bool parts_differ(const json_t *compared)
{
	return json_array_size(json_object_get(compared, "added")) > 0
		|| json_array_size(json_object_get(compared, "removed")) > 0
		|| json_array_size(json_object_get(compared, "changed")) > 0;
}

static void view_comparison(struct client *client, const json_t *comparison)
{
	const struct { const char *member; const struct noun *noun; const char *columns; } parts[] = {
		{ "requirements", &requirement_noun, "code act section text" },
		{ "measure_points", &measure_point_noun, "code text target" },
	};

	bool differs = json_array_size(json_object_get(comparison, "members")) > 0;

	view_differences(client, &programme_message, json_object_get(comparison, "members"));
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		const json_t *compared = json_object_get(comparison, parts[i].member);

		if (!parts_differ(compared))
			continue;
		differs = true;
		view_head(client, word_label(parts[i].member, client->language, &client->arena));
		view_parts(client, parts[i].noun, parts[i].columns, compared);
	}
	if (!differs)
		screen_text(&client->screen, "", phrase(PHRASE_no_difference, client->language));
}

static int compare(struct client *client, const struct arguments *arguments)
{
	const char *path, *other;
	json_t *comparison;
	int ended = verb_path(client, &programme_noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = verb_path(client, &programme_noun, arguments->word[1], &other);
	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "%s/comparison?with=%s", path,
			strrchr(other, '/') + 1), &comparison, NULL);
	return ended != ENDED_DONE ? ended : view_told(client, comparison, view_comparison);
}

static int export(struct client *client, const struct arguments *arguments)
{
	const char *path, *place = arguments->words > 1 ? arguments->word[1] : "-";
	json_t *guide;
	char *text;
	int ended = verb_path(client, &programme_noun, arguments->word[0], &path), error;

	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "%s/guide", path), &guide, NULL);
	if (ended != ENDED_DONE)
		return ended;
	text = json_dumps(guide, JSON_INDENT(1) | JSON_REAL_PRECISION(15));       /* 0.95 as it was written */
	json_decref(guide);
	must(text != NULL);
	path = arena_format(&client->arena, "%s\n", text);
	free(text);
	error = file_write_new(place, path, strlen(path));
	if (error != 0)
		return client_say(client, ENDED_USAGE, "%s: %s", place, strerror(error));
	return ENDED_DONE;
}

static const struct command programme_commands[] = {
	{ .name = "new-edition", .operands = "PROGRAMME",
		.about = "make the next edition of a guide; with --code another guide, from this one",
		.least = 1, .most = 1, .options = edition_options, .run = edition },
	{ .name = "compare", .operands = "PROGRAMME PROGRAMME", .about = "two editions, or two guides, beside each other",
		.least = 2, .most = 2, .run = compare },
	{ .name = "export", .operands = "PROGRAMME [FILE]",
		.about = "a guide with all that it lists, as the file that authorities hand to each other",
		.least = 1, .most = 2, .run = export },
	{ .name = NULL },
};

const struct noun programme_noun = {
	.name = "programme", .about = "guides for audits of one theme",
	.path = "/v1/programmes", .in_path = true, .message = &programme_message, .query = &programmes_query_message,
	.columns = "code version title year method review_by", .machine = -1, .create = "create", .edit = "patch",
	.label = "title", .keys = "code", .newest = true, .commands = programme_commands,
};

/* Here, beside its opposite; the command is import's. */
int programme_import(struct client *client, const struct arguments *arguments)
{
	const char *path = argument(arguments, "dry-run") != NULL ? "/v1/import/programmes?dry_run=true"
		: "/v1/import/programmes";
	struct buffer text;
	json_error_t wrong;
	json_t *guide = NULL, *taken;
	int error, ended;

	buffer_init(&text);
	error = file_read(arguments->word[0], GUIDE_FILE_MAX, &text);
	if (error != 0)
		ended = client_say(client, ENDED_USAGE, "%s: %s", arguments->word[0], strerror(error));
	else if ((guide = json_loadb(text.data, text.length, JSON_REJECT_DUPLICATES, &wrong)) == NULL)
		ended = client_say(client, ENDED_USAGE, "%s:%d: %s", arguments->word[0], wrong.line, wrong.text);
	else
		ended = api_post(client, path, guide, NULL, &taken);
	buffer_release(&text);
	json_decref(guide);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, taken))
		view_object(client, &guide_taken_message, taken);
	json_decref(taken);
	return ENDED_DONE;
}
