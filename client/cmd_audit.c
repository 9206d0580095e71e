/* cmd_audit - the audit, what can be done with a case now, and the whole of it as one file. */
#include <string.h>
#include <time.h>

#include "client/api.h"
#include "client/noun.h"
#include "client/show_case.h"
#include "client/verb.h"
#include "client/words.h"
#include "proto/action.h"

#define FILE_LOOKS 600          /* how often it is looked at, a few times a second, before the clerk is given up */

/* Until the clerk has made it, or could not. */
static int wait_for(struct client *client, const char *path, json_t **ret_file)
{
	struct timespec pause = { .tv_nsec = 300000000 };
	json_t *file;

	for (int looks = 0; looks < FILE_LOOKS; looks++) {
		int ended = api_get(client, path, &file, NULL);

		if (ended != ENDED_DONE)
			return ended;
		*ret_file = file;
		if (*json_text(file, "reason") != '\0') {
			ended = client_say(client, ENDED_REFUSED, "%s", json_text(file, "reason"));
			json_decref(file);
			return ended;
		}
		if (*json_text(file, "made_at") != '\0')
			return ENDED_DONE;
		json_decref(file);
		nanosleep(&pause, NULL);
	}
	return client_say(client, ENDED_AWAY, "%s is not made yet; ask again later", path);
}

/* "2026-17" of FILE.zip or of the case, for what stands beside it. */
static const char *stem_of(struct client *client, const struct arguments *arguments)
{
	const char *output = argument(arguments, "output");
	char *stem = arena_text(&client->arena, output == NULL ? arguments->word[0] : output);
	size_t length = strlen(stem);

	for (char *at = stem; output == NULL && *at != '\0'; at++)
		if (*at == '/')
			*at = '-';
	if (length > 4 && strcmp(stem + length - 4, ".zip") == 0)
		stem[length - 4] = '\0';
	return stem;
}

/* What is too much for one file stands beside it, numbered: two may have the same name. */
static int save_rest(struct client *client, const struct arguments *arguments, const json_t *ids)
{
	const char *output = argument(arguments, "output");
	size_t count = json_array_size(ids);

	if (count > 0 && output != NULL && strcmp(output, "-") == 0)
		return client_say(client, ENDED_REFUSED, "%s", phrase_fill(&client->arena, PHRASE_left_out, client->language,
			arena_format(&client->arena, "%zu", count), NULL));
	for (size_t i = 0; i < count; i++) {
		int ended = attachment_save_beside(client,
			arena_format(&client->arena, "%s vedlegg %zu", stem_of(client, arguments), i + 1),
			arena_format(&client->arena, "/v1/attachments/%s", json_string_value(json_array_get(ids, i))));

		if (ended != ENDED_DONE)
			return ended;
	}
	return ENDED_DONE;
}

static int save_file(struct client *client, const struct arguments *arguments)
{
	const char *path;
	json_t *file;
	int ended = verb_path(client, arguments->noun, arguments->word[0], &path);

	if (ended == ENDED_DONE)
		ended = api_post(client, arena_format(&client->arena, "%s/case-files", path), NULL, NULL, &file);
	if (ended != ENDED_DONE)
		return ended;
	path = arena_format(&client->arena, "/v1/case-files/%s", json_text(file, "id"));
	json_decref(file);
	ended = wait_for(client, path, &file);
	if (ended != ENDED_DONE)
		return ended;
	ended = attachment_save(client, arguments, arena_format(&client->arena, "%s/content", path));
	if (ended == ENDED_DONE)
		ended = save_rest(client, arguments, json_object_get(file, "left_out"));
	json_decref(file);
	return ended;
}

static const struct command audit_commands[] = {
	{ .name = "file", .operands = "CASE", .about = "the whole case as one ZIP: contents, letters, what came in, attachments, the log",
		.least = 1, .most = 1, .options = attachment_save_options, .run = save_file },
	{ .name = NULL },
};

const struct noun audit_noun = {
	.name = "audit", .about = "cases: one planned supervision of one enterprise each",
	.path = "/v1/audits", .in_path = true, .message = &audit_message, .row = &audit_row_message,
	.query = &audits_query_message,
	.columns = "case_number state enterprise_name theme lead_auditor_name next_due", .machine = ACTIONS_AUDIT,
	.create = "create", .edit = "patch", .label = "case_number", .show = show_case, .commands = audit_commands,
};

static const struct command actions_alone = { .name = "", .operands = "CASE",
	.about = "what can be done with a case now, and what holds the rest back", .least = 1, .most = 1,
	.run = verb_actions };

const struct noun actions_noun = { .name = "actions", .about = "what can be done with a case now, and what holds the rest back",
	.machine = -1, .alone = &actions_alone };
