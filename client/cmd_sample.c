/* cmd_sample - how many records to review, which, and whether two who reviewed them agree. */
#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/view.h"

static const struct noun plan_noun = { .name = "plan", .message = &sample_plan_message };
static const struct noun size_noun = { .name = "size", .message = &sample_size_message };

static void sample_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &sample_query_message, USE_CREATE);
}

static int sample_run(struct client *client, const struct arguments *arguments)
{
	const char *query;
	json_t *size;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = query_make(client, arguments, &query);
	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "/v1/sample-size%s", query), &size, NULL);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, size)) {
		json_t *plans = json_incref(json_object_get(size, "plans"));

		json_object_del(size, "plans");
		view_object(client, size_noun.message, size);
		view_list(client, &plan_noun, "sample allowed_failures risk", plans, "  ");
		json_decref(plans);
	}
	json_decref(size);
	return ENDED_DONE;
}

static const struct command sample_alone = { .name = "", .operands = "",
	.about = "how many records to review, and how many of them may fail", .options = sample_options,
	.run = sample_run };

const struct noun sample_noun = { .name = "sample", .about = "how many records to review, and how many may fail",
	.machine = -1, .alone = &sample_alone };

/* What a person wants of a draw: the protocol, which names the records. */
static int show_draw(struct client *client, const json_t *draw)
{
	view_object(client, &draw_message, draw);
	screen_line(&client->screen);
	screen_text(&client->screen, "", json_text(draw, "protocol"));
	return ENDED_DONE;
}

const struct noun draw_noun = {
	.name = "draw", .about = "records drawn for a review, the same ones from the same seed",
	.path = "/v1/draws", .in_path = true, .message = &draw_message, .query = &draws_query_message,
	.columns = "measure_point about population sample way seed drawn_at", .machine = -1, .create = "create",
	.label = "about", .show = show_draw,
};

const struct noun re_review_noun = {
	.name = "re-review", .about = "records of an enterprise's own review, seen again by the authority",
	.under = &breach_noun, .part = "re_reviews", .message = &re_review_message,
	.columns_within = "# reviewed_on observation both_compliant only_own only_authority neither", .machine = -1,
	.create = "register", .label = "reviewed_on",
};
