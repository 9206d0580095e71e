/* cmd_attachment - files in, files out. */
#include <errno.h>
#include <string.h>

#include "client/api.h"
#include "client/file.h"
#include "client/known.h"
#include "client/noun.h"
#include "client/reference.h"
#include "client/verb.h"
#include "client/view.h"

#define ATTACHMENT_MAX (32UL * 1024 * 1024)

static void upload_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add(set, "name", "NAME", "the name to keep it by, if not the file's own");
	option_add(set, "type", "MEDIA/TYPE", "what it is; the daemon looks for itself all the same");
}

static const char *last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(path, "-") == 0 ? NULL : slash == NULL ? path : slash + 1;
}

static int send(struct client *client, const struct arguments *arguments, const struct buffer *data)
{
	const char *name = argument(arguments, "name"), *type = argument(arguments, "type");
	char key[ID_SIZE];
	struct asking asking = { .method = "POST",
		.path = "/v1/attachments",
		.body = data->data,
		.length = data->length,
		.media = type == NULL ? "application/octet-stream" : type,
		.key = key,
		.filename = name == NULL ? last_part(arguments->word[0]) : name };
	struct answer answer;
	json_t *made;
	int ended;

	api_key(key);
	answer_init(&answer);
	ended = api_ask(client, &asking, &answer);
	if (ended == ENDED_DONE)
		ended = api_json(client, &answer, &made);
	answer_release(&answer);
	if (ended != ENDED_DONE)
		return ended;
	ended = view_answer(client, &attachment_noun, made);
	json_decref(made);
	return ended;
}

static int upload(struct client *client, const struct arguments *arguments)
{
	struct buffer data;
	int error, ended;

	buffer_init(&data);
	error = file_read(arguments->word[0], ATTACHMENT_MAX, &data);
	ended = error != 0 ? client_say(client, ENDED_USAGE, "%s: %s", arguments->word[0], strerror(error))
		: send(client, arguments, &data);
	buffer_release(&data);
	return ended;
}

void attachment_save_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add(set, "output", "FILE",
		"where it goes, if not by its own name here; - is standard output");
}

/* A name that a stranger chose is never hidden, and never a path. */
static const char *place_of(struct client *client, const struct arguments *arguments,
	const struct answer *answer)
{
	const char *output = argument(arguments, "output"), *name = answer->filename;

	if (output != NULL)
		return output;
	return *name == '\0' || *name == '.' ? arguments->word[0] : arena_text(&client->arena, name);
}

static int keep(struct client *client, const char *place, const struct answer *answer)
{
	int error = file_write_new(place, answer->body.length == 0 ? "" : answer->body.data, answer->body.length);

	if (error != 0)
		return client_say(client, ENDED_USAGE, "%s: %s", place, strerror(error));
	if (strcmp(place, "-") != 0)
		screen_text(&client->screen, "", place);
	return ENDED_DONE;
}

int attachment_save(struct client *client, const struct arguments *arguments, const char *path)
{
	struct answer answer;
	int ended;

	answer_init(&answer);
	ended = api_ask(client, &(struct asking){ .method = "GET", .path = path }, &answer);
	if (ended == ENDED_DONE)
		ended = keep(client, place_of(client, arguments, &answer), &answer);
	answer_release(&answer);
	return ended;
}

int attachment_save_beside(struct client *client, const char *before, const char *path)
{
	struct answer answer;
	int ended;

	answer_init(&answer);
	ended = api_ask(client, &(struct asking){ .method = "GET", .path = path }, &answer);
	if (ended == ENDED_DONE)
		ended = keep(client, arena_format(&client->arena, "%s%s%s", before, *answer.filename == '\0' ? "" : " ",
			answer.filename), &answer);
	answer_release(&answer);
	return ended;
}

static int download(struct client *client, const struct arguments *arguments)
{
	return attachment_save(client, arguments, arena_format(&client->arena, "/v1/attachments/%s",
		api_escape(client, arguments->word[0])));
}

static const struct command attachment_commands[] = {
	{ .name = "upload", .operands = "FILE", .about = "store a file, at most 32 MiB", .least = 1, .most = 1,
		.options = upload_options, .run = upload },
	{ .name = "download", .operands = "ID", .about = "fetch a file as it was", .least = 1, .most = 1,
		.options = attachment_save_options, .run = download },
	{ .name = NULL },
};

const struct noun attachment_noun = { .name = "attachment", .about = "files", .path = "/v1/attachments",
	.message = &attachment_message, .machine = -1, .label = "name", .commands = attachment_commands };
