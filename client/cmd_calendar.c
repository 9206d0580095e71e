/* cmd_calendar - holidays of a year, and a count of days explained. */
#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

static const struct noun holiday_noun = { .name = "holiday", .message = &holiday_entry_message };
static const struct noun step_noun = { .name = "step", .message = &calendar_step_message };

static int calendar_year(struct client *client, const struct arguments *arguments)
{
	json_t *year;
	int ended = api_get(client, arena_format(&client->arena, "/v1/calendar/%s",
		api_escape(client, arguments->word[0])), &year, NULL);

	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, year)) {
		view_list(client, &holiday_noun, "date name", json_object_get(year, "holidays"), "");
		if (json_array_size(json_object_get(year, "closing_days")) > 0)
			view_head(client, word_label("closing_days", client->language, &client->arena));
		view_list(client, &holiday_noun, "date name", json_object_get(year, "closing_days"), "  ");
	}
	json_decref(year);
	return ENDED_DONE;
}

static void add_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &calendar_query_message, USE_CREATE);
}

static int calendar_add(struct client *client, const struct arguments *arguments)
{
	const char *query;
	json_t *count;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "/v1/calendar/add%s", query),
			&count, NULL);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, count)) {
		view_list(client, &step_noun, "date to days counted what why name",
			json_object_get(count, "explain"), "");
		screen_format(&client->screen, STYLE_HEAD, "%s %s",
			word_label("effective_due", client->language, &client->arena),
			json_text(count, "effective_due"));
		screen_line(&client->screen);
	}
	json_decref(count);
	return ENDED_DONE;
}

static const struct command calendar_alone = { .name = "", .operands = "YEAR", .about = "the holidays of a year",
	.least = 1, .most = 1, .run = calendar_year };
static const struct command calendar_commands[] = {
	{ .name = "add", .operands = "", .about = "days from a day, and why it ends where it does", .options = add_options,
		.run = calendar_add },
	{ .name = NULL },
};

const struct noun calendar_noun = { .name = "calendar", .about = "holidays of a year, and a count of days explained",
	.machine = -1, .commands = calendar_commands, .alone = &calendar_alone };
