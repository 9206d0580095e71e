/* cmd_learning - what many cases tell together. */
#include "client/api.h"
#include "client/body.h"
#include "client/noun.h"
#include "client/view.h"
#include "client/words.h"

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

static void put_learning(struct client *client, const json_t *told)
{
	json_t *all = json_pack("[O]", json_object_get(told, "correction"));
	const json_t *audits = json_object_get(told, "audits");

	if (json_is_integer(audits))
		screen_text(&client->screen, "", phrase_fill(&client->arena, PHRASE_concluded, client->language,
			arena_format(&client->arena, "%lld", (long long)json_integer_value(audits)), NULL));
	put_part(client, &requirement_part, "requirements", "code section audits with_breach share breaches cumulative",
		json_object_get(told, "requirements"));
	put_part(client, &times_part, "correction", "breaches corrected censored median_days low_days high_days", all);
	name_unset(client, json_object_get(told, "duties"));
	put_part(client, &duty_part, "duties", "failed_duty breaches corrected median_days", json_object_get(told, "duties"));
	put_part(client, &quality_part, "qualities", "quality breaches corrected median_days",
		json_object_get(told, "qualities"));
	put_part(client, &effect_part, "effects", "code breaches first_compliant first_sample last_compliant last_sample "
		"difference low high", json_object_get(told, "effects"));
	json_decref(all);
}

static void learning_options(const struct noun *noun, const struct command *command, struct option_set *set)
{
	(void)noun;
	(void)command;
	option_add_members(set, &learning_query_message, USE_CREATE);
	option_add(set, "national", NULL, "of all authorities, for the national board");
}

static int learning_run(struct client *client, const struct arguments *arguments)
{
	const char *query;
	json_t *told;
	int ended = query_make(client, arguments, &query);

	if (ended == ENDED_DONE)
		ended = api_get(client, arena_format(&client->arena, "/v1/learning%s%s",
			argument(arguments, "national") != NULL ? "/national" : "", query), &told, NULL);
	return ended != ENDED_DONE ? ended : view_told(client, told, put_learning);
}

static const struct command learning_alone = { .name = "", .operands = "",
	.about = "breach per requirement, time to corrected, effect", .options = learning_options, .run = learning_run };

const struct noun learning_noun = { .name = "learning", .about = "what many cases tell together", .machine = -1,
	.alone = &learning_alone };
