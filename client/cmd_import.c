/* cmd_import - a file of any size, sent in pieces that the daemon takes, and one answer made of theirs. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "client/api.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/records.h"
#include "client/split.h"
#include "client/view.h"
#include "client/words.h"

#define FILE_MAX (1024UL * 1024 * 1024)

static json_t *answer_new(void)
{
	return json_pack("{s:i, s:i, s:[], s:[]}", "imported", 0, "known", 0, "refused", "warnings");
}

static void add_count(json_t *merged, const json_t *answer, const char *member)
{
	json_object_set_new(merged, member,
		json_integer(json_integer_value(json_object_get(merged, member)) +
			json_integer_value(json_object_get(answer, member))));
}

/* Each note tells of its record's place in the whole file. */
static void add_notes(json_t *merged, const json_t *answer, const char *member, long long first)
{
	json_t *list = json_object_get(merged, member), *note;
	size_t i;

	json_array_foreach(json_object_get(answer, member), i, note) {
		json_t *copy = json_copy(note);

		json_object_set_new(copy, "index",
			json_integer(json_integer_value(json_object_get(copy, "index")) + first));
		json_array_append_new(list, copy);
	}
}

static const char *count_text(struct client *client, long long count)
{
	return arena_format(&client->arena, "%lld", count);
}

static void put_notes(struct client *client, const json_t *notes, enum style style)
{
	json_t *note;
	size_t i;

	json_array_foreach(notes, i, note) {
		screen_put(&client->screen, style,
			phrase_fill(&client->arena, PHRASE_record, client->language,
				count_text(client,
					json_integer_value(json_object_get(note, "index"))),
				json_text(note, "code"), json_text(note, "detail"), NULL));
		screen_line(&client->screen);
	}
}

static void tell(struct client *client, const json_t *merged, bool dry_run)
{
	const json_t *refused = json_object_get(merged, "refused"),
		*warnings = json_object_get(merged, "warnings");

	if (view_raw(client, merged))
		return;
	put_notes(client, refused, STYLE_BAD);
	put_notes(client, warnings, STYLE_WARN);
	screen_text(&client->screen, "",
		phrase_fill(&client->arena, dry_run ? PHRASE_dry_run_count : PHRASE_imported_count,
			client->language,
			count_text(client, json_integer_value(json_object_get(merged, "imported"))),
			count_text(client, json_integer_value(json_object_get(merged, "known"))),
			count_text(client, (long long)json_array_size(refused)),
			count_text(client, (long long)json_array_size(warnings)), NULL));
}

static int send_chunk(struct client *client, const char *path, const struct chunk *chunk, json_t *merged)
{
	char key[ID_SIZE];
	struct asking asking = { .method = "POST", .path = path, .key = key };
	struct buffer body;
	struct answer answer;
	json_t *json;
	int ended;

	api_key(key);
	buffer_init(&body);
	buffer_add_char(&body, '[');
	buffer_add(&body, chunk->text, chunk->length);
	buffer_add_char(&body, ']');
	if (strstr(path, "/enterprises") != NULL)
		records_keep(&body, &import_enterprise_message);
	asking.body = body.data;
	asking.length = body.length;
	answer_init(&answer);
	ended = api_ask(client, &asking, &answer);
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, &json);
	answer_release(&answer);
	buffer_release(&body);
	if (ended != ENDED_DONE)
		return ended;
	add_count(merged, json, "imported");
	add_count(merged, json, "known");
	add_notes(merged, json, "refused", chunk->first);
	add_notes(merged, json, "warnings", chunk->first);
	json_decref(json);
	return ENDED_DONE;
}

/* A person who waits for minutes sees that something happens. */
static void tell_progress(struct client *client, const struct split *split, int ended)
{
	if (ended == ENDED_DONE && !split->ended && client->complaints.cells > 0)
		screen_text(&client->complaints, "", phrase_fill(&client->arena, PHRASE_sent,
			client->language, count_text(client, split->index), NULL));
}

/* The whole file is judged before anything of it is sent. */
static int judge(struct client *client, const char *name, const struct buffer *text)
{
	struct split split;
	struct chunk chunk;

	split_init(&split, text->data, text->length);
	while (split_next(&split, &chunk))
		;
	if (split.wrong == NULL)
		return ENDED_DONE;
	return client_say(client, ENDED_USAGE, "%s:%d: record %lld %s; nothing was sent", name,
		split_line(&split), split.index, client_said(client, split.wrong));
}

static int send_all(struct client *client, const struct arguments *arguments, const char *path,
	const struct buffer *text)
{
	bool dry = argument(arguments, "dry-run") != NULL;
	json_t *merged = answer_new();
	struct split split;
	struct chunk chunk;
	int ended = ENDED_DONE;

	split_init(&split, text->data, text->length);
	while (ended == ENDED_DONE && split_next(&split, &chunk)) {
		ended = send_chunk(client, path, &chunk, merged);
		tell_progress(client, &split, ended);
	}
	if (ended == ENDED_DONE)
		tell(client, merged, dry);
	else if (chunk.first > 0)
		client_say(client, ended,
			"records 0 to %lld went in, the rest did not; the same command again goes on",
			chunk.first - 1);
	if (ended == ENDED_DONE && json_array_size(json_object_get(merged, "refused")) > 0)
		ended = ENDED_REFUSED;
	json_decref(merged);
	return ended;
}

static void import_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add(set, "dry-run", NULL, "judge every record and write nothing");
}

static int import_run(struct client *client, const struct arguments *arguments)
{
	const char *path = arena_format(&client->arena, "/v1/import/%s%s", arguments->command->name,
		argument(arguments, "dry-run") != NULL ? "?dry_run=true" : "");
	struct buffer text;
	int error, ended;

	buffer_init(&text);
	error = file_read(arguments->word[0], FILE_MAX, &text);
	if (error != 0)
		ended = client_say(client, ENDED_USAGE, "%s: %s", arguments->word[0], strerror(error));
	else {
		if (strcmp(arguments->command->name, "enterprises") == 0)
			records_of_list(&text);
		ended = judge(client, arguments->word[0], &text);
	}
	if (ended == ENDED_DONE)
		ended = send_all(client, arguments, path, &text);
	buffer_release(&text);
	return ended;
}

static const struct command import_commands[] = {
	{ .name = "audits", .operands = "FILE", .about = "historic audits, a JSON array of any size", .least = 1, .most = 1,
		.options = import_options, .run = import_run },
	{ .name = "enterprises", .operands = "FILE", .about = "the municipality list or the national register's shape",
		.least = 1, .most = 1, .options = import_options, .run = import_run },
	{ .name = "programmes", .operands = "FILE", .about = "a guide as programme export wrote it",
		.least = 1, .most = 1, .options = import_options, .run = programme_import },
	{ .name = NULL },
};

const struct noun import_noun = { .name = "import", .about = "historic audits, enterprises and guides from a file",
	.machine = -1, .commands = import_commands };
