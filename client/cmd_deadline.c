/* cmd_deadline - deadlines, and those that have passed. */
#include <string.h>

#include "client/api.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"
#include "proto/action.h"

static const struct noun step_noun = { .name = "step", .message = &calendar_step_message };
static const struct noun extension_noun = { .name = "extension", .message = &extension_message };

/* What today's policy makes of it, where that is another day. */
static void put_would_be(struct client *client, const json_t *deadline)
{
	const json_t *would_be = json_object_get(deadline, "would_be");

	if (strcmp(json_text(would_be, "effective_due"), json_text(deadline, "effective_due")) == 0)
		return;
	screen_text(&client->screen, "  ", phrase_fill(&client->arena, PHRASE_would_be, client->language,
		json_text(would_be, "effective_due"), NULL));
}

static int deadline_show(struct client *client, const json_t *deadline)
{
	json_t *members = json_copy((json_t *)deadline);
	const char *extended = view_extended(client, deadline);

	json_object_del(members, "extended_count");
	json_object_del(members, "extended_days");
	view_object(client, &deadline_message, members);
	json_decref(members);
	view_head(client, word_label("explain", client->language, &client->arena));
	view_list(client, &step_noun, "date to days what why name", json_object_get(deadline, "explain"), "  ");
	put_would_be(client, deadline);
	if (json_array_size(json_object_get(deadline, "extensions")) > 0)
		view_head(client, word_label("extensions", client->language, &client->arena));
	if (*extended != '\0')
		screen_text(&client->screen, "  ", extended);
	view_list(client, &extension_noun, "asked_on asked_by asked outcome granted decided_by decided_on reason",
		json_object_get(deadline, "extensions"), "  ");
	return ENDED_DONE;
}

const struct noun deadline_noun = {
	.name = "deadline", .about = "dates by which somebody must do something",
	.path = "/v1/deadlines", .under = &audit_noun, .part = "deadlines", .in_path = true,
	.message = &deadline_message, .row = &deadline_row_message, .query = &deadlines_query_message,
	.columns = "case_number enterprise_name kind due days_overdue state extended_count rung lead_auditor_name",
	.columns_within = "# kind breach due days_overdue state rung new_date asked extended_count reason", .machine = ACTIONS_DEADLINE,
	.create = "set", .label = "kind due", .alive = "proposed running", .show = deadline_show,
};

static void overdue_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &deadlines_query_message, USE_CREATE);
	option_add(set, "all", NULL, "every page, to the end");
}

/* The worst first: the feed of deadlines by date, those that run and have passed. */
static int overdue_run(struct client *client, const struct arguments *arguments)
{
	json_t *page;
	int ended = verb_page(client, arguments, "/v1/deadlines?overdue=true", &page);

	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, page)) {
		if (json_array_size(json_object_get(page, "items")) == 0)
			screen_text(&client->screen, "", phrase(PHRASE_nothing_overdue, client->language));
		view_list(client, &deadline_noun, "case_number enterprise_name kind breach_title due days_overdue rung new_date asked extended_count lead_auditor_name",
			json_object_get(page, "items"), "");
		verb_tell_more(client, page);
	}
	json_decref(page);
	return ENDED_DONE;
}

static const struct command overdue_alone = { .name = "", .operands = "", .about = "deadlines that have passed",
	.options = overdue_options, .run = overdue_run };

const struct noun overdue_noun = { .name = "overdue", .about = "deadlines that run and have passed, the oldest first",
	.machine = -1, .alone = &overdue_alone };
