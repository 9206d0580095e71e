/* cmd_reminders - what became of the rungs of deadlines, and what was missed. */
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

static const struct noun reminder_noun = { .name = "reminder", .message = &reminder_message, .row = &reminder_row_message,
	.machine = -1, .label = "rung" };
static const struct noun missed_noun = { .name = "missed", .message = &missed_reminder_message, .machine = -1,
	.label = "rung" };

static void reminders_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &reminders_query_message, USE_CREATE);
	option_add(set, "all", NULL, "every page, to the end");
	option_add(set, "missed", NULL, "what should have happened by now and has not");
}

static void put_page(struct client *client, const json_t *page, bool missed)
{
	if (json_array_size(json_object_get(page, "items")) == 0)
		screen_text(&client->screen, "", phrase(missed ? PHRASE_nothing_missed : PHRASE_nothing, client->language));
	view_list(client, missed ? &missed_noun : &reminder_noun,
		missed ? "what case_number enterprise_name programme kind due rung expected_on"
			: "case_number enterprise_name kind due rung done letter_state reason done_on days_late new_date last_contact",
		json_object_get(page, "items"), "");
	verb_tell_more(client, page);
}

static int reminders_run(struct client *client, const struct arguments *arguments)
{
	bool missed = argument(arguments, "missed") != NULL;
	json_t *page;
	int ended = verb_page(client, arguments, missed ? "/v1/reminders/missed" : "/v1/reminders", &page);

	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, page))
		put_page(client, page, missed);
	json_decref(page);
	return ENDED_DONE;
}

static const struct command reminders_alone = { .name = "", .operands = "", .about = "what was sent, drafted or held back",
	.options = reminders_options, .run = reminders_run };

const struct noun reminders_noun = { .name = "reminders",
	.about = "what was sent, drafted or held back about deadlines, and what was missed", .machine = -1,
	.alone = &reminders_alone };
