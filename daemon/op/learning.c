/* learning - what many cases tell together, within the authority or, for the national board, in all. */
#include "op/learning.h"

#include <math.h>
#include <string.h>

#include "op/operations.h"
#include "proto/messages.h"

struct asked {
	bool national;                          /* /v1/learning/national */
	int audits, requirements, times, effects;       /* places in the batch */
};

static void ask(struct request *request, bool national)
{
	struct asked *asked = arena_take(&request->arena, sizeof *asked);
	const struct with with[] = { { "national", national ? "true" : "false" }, { NULL, NULL } };
	const struct message *query = &learning_table_query_message;    /* the other begins as it does */

	request->own = asked;
	asked->national = national;
	asked->audits = batch_put(request->batch, SQL_learning_audits, query, request->query, with);
	asked->requirements = batch_put(request->batch, SQL_learning_requirements, query, request->query, with);
	asked->times = batch_put(request->batch, SQL_learning_times, query, request->query, with);
	asked->effects = batch_put(request->batch, SQL_learning_effects, query, request->query, with);
}

static void own_load(struct request *request)
{
	ask(request, false);
}

static void national_load(struct request *request)
{
	ask(request, true);
}

static int national_find(struct request *request)
{
	return request->caller.national_board ? 0 : REFUSAL_role_missing;
}

static void take_requirements(struct request *request, struct learning *learning)
{
	const struct batch *batch = request->batch;
	int place = ((const struct asked *)request->own)->requirements;
	struct arena *arena = &request->arena;

	learning->requirement_count = batch_rows(batch, place);
	learning->requirements = arena_take_array(arena, (size_t)learning->requirement_count + 1,
		sizeof *learning->requirements);
	for (int row = 0; row < learning->requirement_count; row++)
		learning->requirements[row] = (struct learning_requirement){
			.code = arena_text(arena, batch_text(batch, place, row, "code")),
			.act = arena_text(arena, batch_text(batch, place, row, "act")),
			.section = arena_text(arena, batch_text(batch, place, row, "section")),
			.audits = batch_integer(batch, place, row, "audits"),
			.with_breach = batch_integer(batch, place, row, "with_breach"),
			.breaches = batch_integer(batch, place, row, "breaches") };
	learning_judge_requirements(learning->requirements, learning->requirement_count);
}

static struct learning_group *group_at(struct learning *learning, const char *part, const char *word)
{
	if (strcmp(part, "all") == 0)
		return &learning->all;
	if (strcmp(part, "quality") == 0)
		return &learning->qualities[term_find(&qualities, word)];
	return &learning->duties[word == NULL ? DUTIES : term_find(&duties, word)];
}

/* Figures of the days, and the curve that they are of. */
static void judge_times(struct request *request, struct learning_group *group, const struct survival_day *days,
	int count, struct survival_step **ret_steps, int *ret_step_count)
{
	struct survival_step *steps = arena_take_array(&request->arena, (size_t)count, sizeof *steps);
	struct survival survival = survival_of(days, count, steps);

	group->breaches = survival.cases;
	group->corrected = survival.corrected;
	group->censored = survival.censored;
	group->median = survival.median;
	group->low = survival.low;
	group->high = survival.high;
	*ret_steps = steps;
	*ret_step_count = survival.steps;
}

/* A group of which there is nothing has nothing to tell. */
static void begin_groups(struct learning *learning)
{
	const struct learning_group nothing = { .term = TERM_NONE, .median = SURVIVAL_NEVER, .low = SURVIVAL_NEVER,
		.high = SURVIVAL_NEVER };

	learning->all = nothing;
	for (int duty = 0; duty < LEARNING_DUTIES; duty++) {
		learning->duties[duty] = nothing;
		learning->duties[duty].term = duty == DUTIES ? TERM_NONE : duty;
	}
	for (int quality = 0; quality < QUALITIES; quality++) {
		learning->qualities[quality] = nothing;
		learning->qualities[quality].term = quality;
	}
}

/* Rows of one group follow each other. */
static void take_times(struct request *request, struct learning *learning)
{
	const struct batch *batch = request->batch;
	int place = ((const struct asked *)request->own)->times, count = batch_rows(batch, place), step_count;
	struct survival_day *days = arena_take_array(&request->arena, (size_t)count + 1, sizeof *days);
	struct survival_step *steps;

	begin_groups(learning);
	for (int row = 0, first = 0; row < count; row++) {
		struct learning_group *group = group_at(learning, batch_text(batch, place, row, "part"),
			batch_text(batch, place, row, "word"));

		days[row] = (struct survival_day){ (int32_t)batch_integer(batch, place, row, "days"),
			batch_integer(batch, place, row, "corrected"), batch_integer(batch, place, row, "censored") };
		if (row + 1 < count && group == group_at(learning, batch_text(batch, place, row + 1, "part"),
		    batch_text(batch, place, row + 1, "word")))
			continue;
		judge_times(request, group, days + first, row + 1 - first, &steps, &step_count);
		if (group == &learning->all) {
			learning->steps = steps;
			learning->step_count = step_count;
		}
		first = row + 1;
	}
}

/* Rows of one measure point follow each other. */
static void take_effects(struct request *request, struct learning *learning)
{
	const struct batch *batch = request->batch;
	int place = ((const struct asked *)request->own)->effects, count = batch_rows(batch, place);
	struct pooled_pair *pairs = arena_take_array(&request->arena, (size_t)count + 1, sizeof *pairs);

	learning->effects = arena_take_array(&request->arena, (size_t)count + 1, sizeof *learning->effects);
	for (int row = 0, first = 0; row < count; row++) {
		const char *code = batch_text(batch, place, row, "code");

		pairs[row] = (struct pooled_pair){ batch_integer(batch, place, row, "compliant_1"),
			batch_integer(batch, place, row, "sample_1"), batch_integer(batch, place, row, "compliant_2"),
			batch_integer(batch, place, row, "sample_2"), batch_integer(batch, place, row, "alike") };
		if (row + 1 < count && strcmp(code, batch_text(batch, place, row + 1, "code")) == 0)
			continue;
		learning->effects[learning->effect_count++] = (struct learning_effect){
			arena_text(&request->arena, code),
			arena_text(&request->arena, batch_text(batch, place, first, "text")),
			pooled_of(pairs + first, row + 1 - first) };
		first = row + 1;
	}
}

static struct learning *learning_of(struct request *request, bool outside)
{
	struct learning *learning = arena_take(&request->arena, sizeof *learning);
	size_t room;

	learning->audits = batch_integer(request->batch, ((const struct asked *)request->own)->audits, 0, "audits");
	take_requirements(request, learning);
	take_times(request, learning);
	take_effects(request, learning);
	room = (size_t)learning->requirement_count + 1;
	if (outside)
		learning_hide(learning, arena_take_array(&request->arena, room, sizeof(bool)),
			arena_take_array(&request->arena, room, sizeof(int64_t)));
	return learning;
}

static int show_reply(struct request *request)
{
	const struct learning_query *query = request->query;

	learning_show(learning_of(request, query->outside), query, ((const struct asked *)request->own)->national,
		&request->answer.body);
	return 0;
}

static int table_reply(struct request *request)
{
	learning_table(learning_of(request, true), request->query, &request->answer.body);
	request->answer.content_type = "text/csv; charset=utf-8";
	request->answer.filename = "learning.csv";
	request->answer.download = true;
	return 0;
}

#define LEARNING(name_, path_, about_, load_, find_) \
	const struct operation op_##name_ = { .name = #name_, .method = HTTP_GET, .path = path_, .about = about_, \
		.is = OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &learning_query_message, \
		.answer = &learning_message, .load = load_, .find = find_, .reply = show_reply }
#define LEARNING_TABLE(name_, path_, about_, load_, find_) \
	const struct operation op_##name_ = { .name = #name_, .method = HTTP_GET, .path = path_, .about = about_, \
		.is = OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &learning_table_query_message, \
		.media = "text/csv", .load = load_, .find = find_, .reply = table_reply }

LEARNING(learning, "/v1/learning", "What the authority's concluded audits tell together", own_load, NULL);
LEARNING(learning_national, "/v1/learning/national",
	"What all authorities' audits of national programmes tell; for the national board", national_load, national_find);
LEARNING_TABLE(learning_publish, "/v1/learning.csv", "The same for publication: small numbers are left out", own_load, NULL);
LEARNING_TABLE(learning_national_publish, "/v1/learning/national.csv",
	"The same of all authorities; for the national board", national_load, national_find);
