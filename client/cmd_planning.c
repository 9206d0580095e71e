/* cmd_planning - which enterprises to audit next and why, and a year's plan made of them. */
#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/planned.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

static void ranking_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &planning_query_message, USE_CREATE);
}

/* "12.5 = year 4.1, open_breach 3": what the points are made of, in a reader's words. */
static const char *why(struct client *client, const json_t *item)
{
	const char *text = "";
	json_t *factor;
	size_t i;

	json_array_foreach(json_object_get(item, "factors"), i, factor) {
		double points = json_number_value(json_object_get(factor, "points"));

		if (points > 0)
			text = arena_format(&client->arena, "%s%s%s %s", text, *text == '\0' ? "" : ", ",
				word_label(json_text(factor, "factor"), client->language, &client->arena),
				view_number(client, "%.1f", points));
	}
	return text;
}

static int rank(struct client *client, const struct arguments *arguments)
{
	const char *query;
	json_t *ranking, *item;
	size_t i;
	int ended = query_make(client, arguments, &query);

	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "/v1/planning%s", query), &ranking, NULL);
	if (ended != ENDED_DONE)
		return ended;
	if (!view_raw(client, ranking))
		json_array_foreach(json_object_get(ranking, "items"), i, item) {
			screen_format(&client->screen, STYLE_HEAD, "%s  %s", view_number(client, "%6.1f",
				json_number_value(json_object_get(item, "points"))), json_text(item, "enterprise_name"));
			screen_format(&client->screen, STYLE_FAINT, "  (%s)", why(client, item));
			screen_line(&client->screen);
		}
	json_decref(ranking);
	return ENDED_DONE;
}

static void plan_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &year_plan_message, USE_CREATE);
}

static int plan(struct client *client, const struct arguments *arguments)
{
	json_t *answer;
	int ended = arguments_need(client, arguments);

	if (ended == ENDED_DONE)
		ended = verb_post(client, arguments, "/v1/planning/audits", &answer);
	return ended != ENDED_DONE ? ended : planned_view(client, answer, "made");
}

static const struct command planning_alone = { .name = "", .operands = "", .about = "enterprises, the most pressing first, and why",
	.options = ranking_options, .run = rank };
static const struct command planning_commands[] = {
	{ .name = "audits", .operands = "", .about = "plan an audit of each of these enterprises by one guide",
		.options = plan_options, .run = plan },
	{ .name = NULL },
};

const struct noun planning_noun = { .name = "planning", .about = "which enterprises to audit next, and a year's plan",
	.machine = -1, .alone = &planning_alone, .commands = planning_commands };

const struct noun risk_weights_noun = {
	.name = "risk-weights", .about = "what makes an enterprise pressing to audit; the newest count",
	.path = "/v1/risk-weights", .in_path = true, .message = &risk_weights_message, .query = &page_query_message,
	.columns = "made_at made_by year years_most open_breach repeated_breach size risk", .machine = -1, .create = "create",
};
