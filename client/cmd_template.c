/* cmd_template - the wording of letters: read, added as files, judged, approved. */
#include <errno.h>
#include <string.h>

#include "client/api.h"
#include "client/body.h"
#include "client/file.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"
#include "proto/refusal.h"

static void add_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	for (int i = 0; i < languages.count; i++)
		option_add(set, languages.word[i], "FILE", "its text in that language: the subject, an empty line, the body");
	option_add(set, "note", "TEXT", "what is new in it");
}

/* A file is as `template text` writes it: the subject, an empty line, the body. */
static int add_text(struct client *client, const char *language, const char *name, json_t *texts)
{
	struct buffer text;
	int error;
	size_t subject;

	buffer_init(&text);
	error = file_read(name, TEXT_BYTES, &text);
	if (error != 0) {
		buffer_release(&text);
		return client_say(client, ENDED_USAGE, "%s: %s", name, strerror(error));
	}
	buffer_add_text(&text, "");
	subject = strcspn(text.data, "\n");
	json_array_append_new(texts, json_pack("{s:s, s:o, s:s}", "language", language, "subject",
		json_stringn(text.data, subject), "body", text.data + subject + strspn(text.data + subject, "\n")));
	buffer_release(&text);
	return ENDED_DONE;
}

static int make_body(struct client *client, const struct arguments *arguments, json_t **ret_body)
{
	json_t *texts = json_array();
	const char *note = argument(arguments, "note");
	int ended = ENDED_DONE;

	for (int i = 0; i < languages.count && ended == ENDED_DONE; i++)
		if (argument(arguments, languages.word[i]) != NULL)
			ended = add_text(client, languages.word[i], argument(arguments, languages.word[i]), texts);
	*ret_body = json_pack("{s:s, s:o}", "kind", arguments->word[0], "texts", texts);
	if (note != NULL)
		json_object_set_new(*ret_body, "note", json_string(note));
	return ended;
}

static int post(struct client *client, const struct arguments *arguments, const char *path, json_t **ret_made)
{
	json_t *body;
	int ended = make_body(client, arguments, &body);

	if (ended == ENDED_DONE)
		ended = api_post(client, path, body, NULL, ret_made);
	json_decref(body);
	return ended;
}

static int add(struct client *client, const struct arguments *arguments)
{
	json_t *made;
	int ended = post(client, arguments, "/v1/templates", &made);

	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, made))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_made, client->language,
			arena_format(&client->arena, "template %s", json_text(made, "id")), NULL));
	json_decref(made);
	return ENDED_DONE;
}

/* Not a word: nothing is wrong with it. */
static int check(struct client *client, const struct arguments *arguments)
{
	json_t *checked;
	int ended = post(client, arguments, "/v1/templates/check", &checked);

	if (ended == ENDED_DONE)
		json_decref(checked);
	return ended;
}

static int decide(struct client *client, const struct arguments *arguments)
{
	const char *path, *reason = argument(arguments, "reason");
	char tag[TAG_SIZE];
	json_t *template, *body, *decided;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_get(client, path, &template, tag);
	if (ended != ENDED_DONE)
		return ended;
	json_decref(template);
	body = json_pack("{s:s}", "event", arguments->command->name);
	if (reason != NULL)
		json_object_set_new(body, "reason", json_string(reason));
	ended = api_post(client, arena_format(&client->arena, "%s/actions", path), body, tag, &decided);
	json_decref(body);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, decided))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_changed, client->language,
			arguments->word[0], NULL));
	json_decref(decided);
	return ENDED_DONE;
}

static void withdraw_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add(set, "reason", "TEXT", "why it is used no longer");
}

static void text_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add(set, "in", "LANGUAGE", "nb (as when left out), nn or en");
}

/* Of a kind what tilsyn comes with, else the version's: as a file that `template add` takes. */
static int show_text(struct client *client, const struct arguments *arguments)
{
	const char *language = argument(arguments, "in"), *path;
	json_t *template, *text;
	size_t i;
	int ended = ENDED_DONE;

	if (term_find(&letter_kinds, arguments->word[0]) != TERM_NONE)
		path = arena_format(&client->arena, "/v1/built-in-templates/%s", arguments->word[0]);
	else
		ended = verb_path(client, arguments->noun, arguments->word[0], &path);
	if (ended == ENDED_DONE)
		ended = api_get(client, path, &template, NULL);
	if (ended != ENDED_DONE)
		return ended;
	json_array_foreach(json_object_get(template, "texts"), i, text) {
		if (strcmp(json_text(text, "language"), language == NULL ? "nb" : language) != 0)
			continue;
		screen_text(&client->screen, "", json_text(text, "subject"));
		screen_line(&client->screen);
		screen_text(&client->screen, "", json_text(text, "body"));
	}
	json_decref(template);
	return ENDED_DONE;
}

static void put_names(struct client *client, const json_t *object)
{
	json_t *name;
	size_t i;

	view_head(client, json_text(object, "object"));
	json_array_foreach(json_object_get(object, "names"), i, name) {
		screen_format(&client->screen, STYLE_PLAIN, "  %-28s %s %s", json_text(name, "name"), json_text(name, "type"),
			json_text(name, "of"));
		screen_line(&client->screen);
	}
}

/* What a letter of the kind may name: the letter first, then the objects that its names lead to. */
static int names(struct client *client, const struct arguments *arguments)
{
	json_t *template, *object;
	size_t i;
	int ended = api_get(client, arena_format(&client->arena, "/v1/built-in-templates/%s",
		api_escape(client, arguments->word[0])), &template, NULL);

	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, template))
		json_array_foreach(json_object_get(template, "objects"), i, object)
			put_names(client, object);
	json_decref(template);
	return ENDED_DONE;
}

static const struct command template_commands[] = {
	{ .name = "add", .operands = "KIND", .about = "a new version of the wording of a kind of letter", .least = 1, .most = 1,
		.options = add_options, .run = add },
	{ .name = "check", .operands = "KIND", .about = "tell all that is wrong with one, and keep nothing", .least = 1, .most = 1,
		.options = add_options, .run = check },
	{ .name = "approve", .operands = "REF", .about = "let letters be made from it", .least = 1, .most = 1, .run = decide },
	{ .name = "withdraw", .operands = "REF", .about = "let no more letters be made from it", .least = 1, .most = 1,
		.options = withdraw_options, .run = decide },
	{ .name = "text", .operands = "REF|KIND", .about = "its text as a file that add takes; of a kind what tilsyn comes with",
		.least = 1, .most = 1, .options = text_options, .run = show_text },
	{ .name = "names", .operands = "KIND", .about = "what the wording of a kind may name", .least = 1, .most = 1, .run = names },
	{ .name = NULL },
};

const struct noun template_noun = { .name = "template", .about = "the wording of letters, in versions",
	.path = "/v1/templates", .in_path = true, .message = &letter_template_message, .query = &page_query_message,
	.columns = "id kind version state author approved_by created_at note", .machine = -1, .label = "kind", .keys = "kind",
	.newest = true, .commands = template_commands };
