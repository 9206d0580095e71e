/* cmd_learning - what many cases tell together. */
#include <math.h>

#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/verb.h"
#include "client/view.h"
#include "client/words.h"

#define BAR 40                          /* cells of a whole */

static const struct noun requirement_part = { .name = "requirement", .message = &learning_requirement_message };
static const struct noun times_part = { .name = "correction", .message = &learning_times_message };
static const struct noun duty_part = { .name = "duty", .message = &learning_duty_message };
static const struct noun quality_part = { .name = "quality", .message = &learning_quality_message };
static const struct noun effect_part = { .name = "effect", .message = &learning_effect_message };

static void put_part(struct client *client, const struct noun *noun, const char *member, const char *columns,
	const json_t *items)
{
	view_head(client, word_label(member, client->language, &client->arena));
	view_list(client, noun, columns, items, "  ");
}

/* The duty of breaches for which none is stated. */
static void name_unset(struct client *client, const json_t *told)
{
	json_t *duty;
	size_t i;

	json_array_foreach(told, i, duty)
		if (json_is_null(json_object_get(duty, "failed_duty")))
			json_object_set_new(duty, "failed_duty", json_string(phrase_fill(&client->arena, PHRASE_unset,
				client->language, NULL)));
}

/* A share as a bar: full cells, and what is left of the whole. */
static const char *bar(struct client *client, double share)
{
	const char *text = "";

	for (int i = 0; i < BAR; i++)
		text = arena_format(&client->arena, "%s%s", text, share * BAR >= i + 0.5 ? client->screen.ascii ? "#" : "█"
			: client->screen.ascii ? "." : "·");
	return text;
}

/* The most frequent first, each against the first of them. */
static void put_pareto(struct client *client, const json_t *requirements)
{
	double most = json_number_value(json_object_get(json_array_get(requirements, 0), "breaches"));
	const json_t *each;
	size_t i;

	view_head(client, phrase(PHRASE_pareto, client->language));
	json_array_foreach((json_t *)requirements, i, each) {
		double breaches = json_number_value(json_object_get(each, "breaches"));
		const char *so_far = json_is_number(json_object_get(each, "cumulative"))
			? view_share(client, json_number_value(json_object_get(each, "cumulative"))) : "–";

		if (json_is_number(json_object_get(each, "breaches")))
			screen_format(&client->screen, STYLE_PLAIN, "  %s %4.0f  %7s  ", bar(client, most > 0 ? breaches / most : 0),
				breaches, so_far);
		else
			screen_format(&client->screen, STYLE_PLAIN, "  %*s %4s  %7s  ", BAR, "", "–", so_far);
		screen_put(&client->screen, STYLE_PLAIN, json_text(each, "code"));
		screen_line(&client->screen);
	}
}

static void put_step(struct client *client, int64_t days, double open, const char *between)
{
	screen_format(&client->screen, STYLE_PLAIN, "  %5lld  %s %s%s", (long long)days, bar(client, open),
		view_share(client, open), between);
	screen_line(&client->screen);
}

static void put_survival(struct client *client, const json_t *steps)
{
	const json_t *step;
	size_t i;

	view_head(client, phrase(PHRASE_survival, client->language));
	put_step(client, 0, 1, "");
	json_array_foreach((json_t *)steps, i, step)
		put_step(client, json_integer_value(json_object_get(step, "days")), json_number_value(json_object_get(step, "open")),
			arena_format(&client->arena, "  (%s–%s)", view_share(client, json_number_value(json_object_get(step, "low"))),
				view_share(client, json_number_value(json_object_get(step, "high")))));
}

static void put_charts(struct client *client, const json_t *told)
{
	put_pareto(client, json_object_get(told, "requirements"));
	put_survival(client, json_object_get(json_object_get(told, "correction"), "steps"));
}

/* Half of them were not corrected in the time that was seen; where the corrected are not told, neither is this. */
static void put_unreached(struct client *client, const json_t *times)
{
	if (json_integer_value(json_object_get(times, "breaches")) > 0 && json_is_integer(json_object_get(times, "corrected"))
	    && json_is_null(json_object_get(times, "median_days")))
		screen_text(&client->screen, "  ", phrase(PHRASE_not_reached, client->language));
}

/* A difference of shares and its limits are points of percentage: 5 and not 0.05. */
static void to_points(const json_t *effects)
{
	static const char *const members[] = { "difference", "low", "high" };
	json_t *effect;
	size_t i;

	json_array_foreach((json_t *)effects, i, effect)
		for (size_t m = 0; m < sizeof members / sizeof members[0]; m++)
			if (json_is_number(json_object_get(effect, members[m])))
				json_object_set_new(effect, members[m], json_real(round(json_number_value(
					json_object_get(effect, members[m])) * 1000) / 10));
}

static void put_learning(struct client *client, const json_t *told)
{
	json_t *all = json_pack("[O]", json_object_get(told, "correction"));
	const json_t *audits = json_object_get(told, "audits");

	if (json_is_integer(audits))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_concluded, client->language,
			arena_format(&client->arena, "%lld", (long long)json_integer_value(audits)), NULL));
	if (json_is(told, "outside"))
		screen_text(&client->screen, "", phrase(PHRASE_small_left_out, client->language));
	put_part(client, &requirement_part, "requirements", "code section audits with_breach share breaches cumulative",
		json_object_get(told, "requirements"));
	put_part(client, &times_part, "correction", "breaches corrected censored median_days low_days high_days", all);
	put_unreached(client, json_array_get(all, 0));
	name_unset(client, json_object_get(told, "duties"));
	put_part(client, &duty_part, "duties", "failed_duty breaches corrected median_days", json_object_get(told, "duties"));
	put_part(client, &quality_part, "qualities", "quality breaches corrected median_days",
		json_object_get(told, "qualities"));
	to_points(json_object_get(told, "effects"));
	put_part(client, &effect_part, "effects", "code breaches first_compliant first_sample last_compliant last_sample "
		"difference low high", json_object_get(told, "effects"));
	json_decref(all);
}

static void learning_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun, (void)command;
	option_add_members(set, &learning_query_message, USE_CREATE);
	option_add(set, "national", NULL, "of all authorities, for the national board");
	option_add(set, "chart", NULL, "draw the requirements and the time to corrected on the terminal");
}

static void publish_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	option_add_members(set, &learning_table_query_message, USE_CREATE);
	option_add(set, "national", NULL, "of all authorities, for the national board");
	attachment_save_options(noun, command, set);
}

static const char *national(const struct arguments *arguments)
{
	return argument(arguments, "national") != NULL ? "/national" : "";
}

static int learning_run(struct client *client, const struct arguments *arguments)
{
	const char *query;
	json_t *told;
	int ended = query_make(client, arguments, &query);

	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "/v1/learning%s%s", national(arguments), query), &told, NULL);
	return ended != ENDED_DONE ? ended
		: view_told(client, told, argument(arguments, "chart") != NULL ? put_charts : put_learning);
}

static int publish(struct client *client, const struct arguments *arguments)
{
	const char *query;
	int ended = query_make(client, arguments, &query);

	return ended != ENDED_DONE ? ended : attachment_save(client, arguments,
		arena_format(&client->arena, "/v1/learning%s.csv%s", national(arguments), query));
}

static const struct command learning_alone = { .name = "", .operands = "",
	.about = "breach per requirement, time to corrected, effect", .options = learning_options, .run = learning_run };
static const struct command learning_commands[] = {
	{ .name = "publish", .operands = "", .about = "the table for publication: nobody is named, and small numbers are left out",
		.options = publish_options, .run = publish },
	{ .name = NULL },
};

const struct noun learning_noun = { .name = "learning", .about = "what many cases tell together", .machine = -1,
	.alone = &learning_alone, .commands = learning_commands };
