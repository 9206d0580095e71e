/* cmd_events - the log of a case or of the authority, and the feed of it. */
#include <errno.h>
#include <string.h>
#include <time.h>

#include "client/api.h"
#include "client/known.h"
#include "client/noun.h"
#include "client/reference.h"
#include "client/verb.h"
#include "client/view.h"

#define FOLLOW_SECONDS 2

static const struct noun event_noun = { .name = "event", .message = &event_message, .machine = -1, .label = "event" };

static void events_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &events_query_message, USE_CREATE);
	option_add(set, "all", NULL, "every page, to the end");
	option_add(set, "follow", NULL, "go on showing what happens, until interrupted");
}

static void put_event(struct client *client, const json_t *event)
{
	const char *from = view_member(client, &event_message, event, "from");
	const char *to = view_member(client, &event_message, event, "to");

	screen_format(&client->screen, STYLE_FAINT, "%s  ",
		view_member(client, &event_message, event, "at"));
	screen_put(&client->screen, STYLE_PLAIN, view_member(client, &event_message, event, "account"));
	screen_put(&client->screen, STYLE_PLAIN, "  ");
	screen_put(&client->screen, STYLE_HEAD, view_member(client, &event_message, event, "event"));
	screen_format(&client->screen, STYLE_PLAIN, " (%s) ", view_member(client, &event_message, event, "subject_kind"));
	screen_put(&client->screen, STYLE_PLAIN, view_member(client, &event_message, event, "audit"));
	if (*to != '\0' && strcmp(from, to) != 0)
		screen_format(&client->screen, STYLE_GOOD, "  %s → %s", from, to);
	screen_line(&client->screen);
}

/* Each as it came, one a line, or as a line to read. */
static void put_events(struct client *client, const json_t *items)
{
	json_t *event;
	size_t i;

	json_array_foreach(items, i, event) {
		if (!view_raw(client, event))
			put_event(client, event);
	}
	fflush(client->screen.file);
}

/* From here on: what is there is old. */
static int newest_id(struct client *client, const char *path, char ret_after[24])
{
	json_t *page;
	int ended = api_get(client, arena_format(&client->arena, "%s?sort=-id&limit=1", path), &page, NULL);

	if (ended != ENDED_DONE)
		return ended;
	snprintf(ret_after, 24, "%s", json_text(json_array_get(json_object_get(page, "items"), 0), "id"));
	json_decref(page);
	return ENDED_DONE;
}

/* The feed loses and repeats nothing: what was shown last is where the next page begins. */
static int follow(struct client *client, const char *path, const char *given)
{
	char after[24] = "";
	struct timespec pause = { .tv_sec = FOLLOW_SECONDS };
	int ended = ENDED_DONE;

	if (given == NULL)
		ended = newest_id(client, path, after);
	else
		snprintf(after, sizeof after, "%s", given);
	while (ended == ENDED_DONE) {
		const json_t *items;
		char target[160];
		json_t *page;

		snprintf(target, sizeof target, "%s?limit=200%s%s", path,
			*after == '\0' ? "" : "&after=", after);
		ended = api_get(client, target, &page, NULL);
		if (ended != ENDED_DONE)
			break;
		items = json_object_get(page, "items");
		put_events(client, items);
		if (json_array_size(items) > 0)
			snprintf(after, sizeof after, "%s",
				json_text(json_array_get(items, json_array_size(items) - 1), "id"));
		else
			nanosleep(&pause, NULL);
		json_decref(page);
	}
	return ended;
}

static const char *given_after(const struct arguments *arguments)
{
	for (int i = 0; i < arguments->count; i++)
		if (strcmp(arguments->given[i].option->name, "after") == 0)
			return arguments->given[i].value;
	return NULL;
}

static int events_run(struct client *client, const struct arguments *arguments)
{
	const char *path = "";
	json_t *page;
	int ended = ENDED_DONE;

	if (arguments->words > 0)
		ended = verb_path(client, &audit_noun, arguments->word[0], &path);
	if (ended != ENDED_DONE)
		return ended;
	path = *path == '\0' ? "/v1/events" : arena_format(&client->arena, "%s/events", path);
	if (argument(arguments, "follow") != NULL)
		return follow(client, path, given_after(arguments));
	ended = verb_page(client, arguments, path, &page);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, page))
		view_list(client, &event_noun,
			arguments->words > 0 ? "id at account event subject_kind from to"
				: "id at audit account event subject_kind from to",
			json_object_get(page, "items"), "");
	json_decref(page);
	return ENDED_DONE;
}

static const struct command events_alone = { .name = "", .operands = "[CASE]",
	.about = "the log of a case, or of the authority", .least = 0, .most = 1, .options = events_options,
	.run = events_run };

const struct noun events_noun = { .name = "events", .about = "the log of a case, or of the authority", .machine = -1,
	.alone = &events_alone };
