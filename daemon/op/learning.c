/* learning - what many cases tell together, within the authority or, for the national board, in all. */
#include "op/learning.h"

#include <math.h>
#include <string.h>

#include "op/operations.h"
#include "proto/messages.h"

struct asked {
	bool national;                          /* /v1/learning/national */
	int audits, requirements, breaches, effects;    /* places in the batch */
};

/* Breaches of the same days, duty and qualities, as the statement brings them. */
struct alike { int64_t days, breaches; bool corrected; int duty; unsigned qualities; };

static const char *programme_of(const struct request *request)
{
	/* both queries begin with it */
	return ((const struct learning_query *)request->query)->programme;
}

static void ask(struct request *request, bool national)
{
	struct asked *asked = arena_take(&request->arena, sizeof *asked);
	const struct with with[] = { { "national", national ? "true" : "false" },
		{ "programme", programme_of(request) }, { NULL, NULL } };

	request->own = asked;
	asked->national = national;
	asked->audits = batch_put(request->batch, SQL_learning_audits, NULL, NULL, with);
	asked->requirements = batch_put(request->batch, SQL_learning_requirements, NULL, NULL, with);
	asked->breaches = batch_put(request->batch, SQL_learning_breaches, NULL, NULL, with);
	asked->effects = batch_put(request->batch, SQL_learning_effects, NULL, NULL, with);
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

static struct alike alike_of(const struct request *request, int place, int row)
{
	const struct batch *batch = request->batch;
	const char *duty = batch_text(batch, place, row, "failed_duty"), *text = batch_text(batch, place, row, "quality");
	struct alike alike = { .days = batch_integer(batch, place, row, "days"),
		.breaches = batch_integer(batch, place, row, "breaches"),
		.corrected = batch_text(batch, place, row, "corrected")[0] == 't',
		.duty = duty == NULL ? DUTIES : term_find(&duties, duty) };

	for (int quality = 0; quality < QUALITIES; quality++)
		if (strstr(text, qualities.word[quality]) != NULL)
			alike.qualities |= 1u << quality;
	return alike;
}

/* The group of those that belong to it; the steps are the curve's. */
static struct learning_group group_of(struct request *request, const struct alike *alike, int count, int duty,
	int quality, struct survival_step **ret_steps, int *ret_step_count)
{
	struct learning_group group = { .term = duty >= 0 ? (duty == DUTIES ? TERM_NONE : duty) : quality };
	struct survival_case *cases;
	struct survival survival;
	int n = 0;

	for (int i = 0; i < count; i++)
		group.breaches += alike[i].breaches;    /* of all: as much room as is ever needed */
	cases = arena_take_array(&request->arena, (size_t)group.breaches + 1, sizeof *cases);
	*ret_steps = arena_take_array(&request->arena, (size_t)group.breaches + 1, sizeof **ret_steps);
	for (int i = 0; i < count; i++) {
		if ((duty >= 0 && alike[i].duty != duty) || (quality >= 0 && !(alike[i].qualities >> quality & 1)))
			continue;
		for (int64_t b = 0; b < alike[i].breaches; b++)
			cases[n++] = (struct survival_case){ (int32_t)alike[i].days, alike[i].corrected };
	}
	survival = survival_of(cases, n, *ret_steps);
	group.breaches = n;
	group.corrected = survival.corrected;
	group.censored = survival.censored;
	group.median = survival.median;
	group.low = survival.low;
	group.high = survival.high;
	*ret_step_count = survival.steps;
	return group;
}

static void take_breaches(struct request *request, struct learning *learning)
{
	int place = ((const struct asked *)request->own)->breaches, count = batch_rows(request->batch, place), none;
	struct alike *alike = arena_take_array(&request->arena, (size_t)count + 1, sizeof *alike);
	struct survival_step *unused;

	for (int row = 0; row < count; row++)
		alike[row] = alike_of(request, place, row);
	learning->all = group_of(request, alike, count, -1, -1, &learning->steps, &learning->step_count);
	for (int duty = 0; duty < LEARNING_DUTIES; duty++)
		learning->duties[duty] = group_of(request, alike, count, duty, -1, &unused, &none);
	for (int quality = 0; quality < QUALITIES; quality++)
		learning->qualities[quality] = group_of(request, alike, count, -1, quality, &unused, &none);
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
			batch_integer(batch, place, row, "sample_2") };
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
	take_breaches(request, learning);
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

	learning_show(learning_of(request, query->outside), query->programme,
		((const struct asked *)request->own)->national, query->outside, &request->answer.body);
	return 0;
}

static int table_reply(struct request *request)
{
	learning_table(learning_of(request, true), &request->answer.body);
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
