/* sample - how many records to review, and which: plans without a row, draws with one. */
#include "op/sample.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/sample.h"
#include "letter/protocol.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/reference.h"
#include "op/registry.h"
#include "proto/messages.h"

#define CONFIDENCE 0.95
#define PLANS 10

static void write_plan(struct buffer *body, const struct sample_plan *plan)
{
	buffer_format(body, "\"sample\":%lld,\"allowed_failures\":%lld,\"risk\":%.10g", (long long)plan->sample,
		(long long)plan->allowed, plan->risk);
}

static void write_asked(struct buffer *body, const struct sample_query *query, double confidence)
{
	struct sample_plan plan = sample_plan_for(query->population, query->target, confidence, 0);

	if (query->sample == INTEGER_NONE
	    || sample_allows(query->population, query->target, confidence, query->sample, &plan))
		write_plan(body, &plan);
	else
		buffer_format(body, "\"sample\":%lld,\"allowed_failures\":null,\"risk\":null",
			(long long)query->sample);
}

static int sample_size_reply(struct request *request)
{
	const struct sample_query *query = request->query;
	double confidence = isnan(query->confidence) ? CONFIDENCE : query->confidence;
	int64_t short_of = sample_short_of(query->population, query->target);
	struct buffer *body = &request->answer.body;

	if (query->sample != INTEGER_NONE && query->sample > query->population) {
		mistakes_add(&request->mistakes, "sample", REFUSAL_out_of_range, "more than the population");
		return REFUSAL_invalid;
	}
	buffer_format(body, "{\"population\":%lld,\"target\":%.10g,\"confidence\":%.10g,",
		(long long)query->population, query->target, confidence);
	write_asked(body, query, confidence);
	buffer_add_text(body, ",\"plans\":[");
	for (int allowed = 0; allowed < PLANS && allowed < short_of; allowed++) {
		struct sample_plan plan = sample_plan_for(query->population, query->target, confidence, allowed);

		buffer_add_text(body, allowed > 0 ? ",{" : "{");
		write_plan(body, &plan);
		buffer_add_char(body, '}');
		if (plan.sample == 0)
			break;          /* anything may be said of target 0 */
	}
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_sample_size = { .name = "sample_size", .method = HTTP_GET, .path = "/v1/sample-size",
	.about = "How many records to review, and how many of them may fail", .may = MAY_READ, .status = 200,
	.query = &sample_query_message, .answer = &sample_size_message, .reply = sample_size_reply };

static void draw_want(struct request *request, const void *body)
{
	reference_want(request, "measure_point", "/measure_point", ((const struct draw *)body)->measure_point);
}

/* 53 bits of a new id: what every reader of JSON can hold exactly. */
static int64_t seed_make(int64_t now)
{
	char id[ID_SIZE];
	unsigned high = 0;
	unsigned long long low = 0;

	id_make(now, id);
	sscanf(id + 19, "%4x-%12llx", &high, &low);
	return (int64_t)((((uint64_t)high << 48) ^ (uint64_t)low) & ((UINT64_C(1) << 53) - 1));
}

/* The sample that the target asks for, and what the sample says of the target. */
static int draw_plan(struct request *request, struct draw *draw)
{
	struct sample_plan plan;

	if (isnan(draw->target)) {
		draw->confidence = NAN;
		return 0;
	}
	if (isnan(draw->confidence))
		draw->confidence = CONFIDENCE;
	if (draw->sample == INTEGER_NONE) {
		plan = sample_plan_for(draw->population, draw->target, draw->confidence, 0);
		draw->sample = plan.sample < 1 ? 1 : plan.sample;
	}
	if (draw->sample > SAMPLE_DRAW_MOST) {
		mistakes_add(&request->mistakes, "/target", REFUSAL_out_of_range, "asks for more than 10000 records");
		return REFUSAL_invalid;
	}
	if (sample_allows(draw->population, draw->target, draw->confidence, draw->sample, &plan))
		draw->allowed_failures = plan.allowed;
	return 0;
}

static int draw_judge(struct request *request, void *object)
{
	struct draw *draw = object;

	if (draw->way == TERM_NONE)
		draw->way = DRAW_RANDOM;
	if (draw->seed == INTEGER_NONE && draw->way != DRAW_NEWEST)
		draw->seed = seed_make(request->now);
	memcpy(draw->drawn_by, request->caller.account, ID_SIZE);
	draw->drawn_at = request->now;
	return draw_plan(request, draw);
}

const int64_t *draw_numbers(const struct draw *draw, struct arena *arena)
{
	static const enum sample_way ways[DRAW_WAYS] = { SAMPLE_RANDOM, SAMPLE_SYSTEMATIC, SAMPLE_NEWEST };
	int64_t *numbers = arena_take_array(arena, (size_t)draw->sample, sizeof *numbers);

	sample_draw(ways[draw->way], (uint64_t)draw->seed, draw->population, (int)draw->sample, numbers);
	return numbers;
}

static void draw_members(struct request *request, const void *object, bool *first)
{
	const struct draw *draw = object;
	struct buffer *body = &request->answer.body;
	const int64_t *numbers = draw_numbers(draw, &request->arena);

	*first = false;
	buffer_add_text(body, ",\"records\":[");
	for (int64_t i = 0; i < draw->sample; i++)
		buffer_format(body, "%s{\"number\":%lld}", i > 0 ? "," : "", (long long)numbers[i]);
	buffer_add_text(body, "],\"protocol\":");
	buffer_add_json_text(body, protocol_text(draw, numbers, request->language, &request->arena));
}

static const struct registry draws = { .noun = "draw", .path = "/v1/draws", .message = &draw_message,
	.find = SQL_draw_find, .put = SQL_draw_add, .want = draw_want, .judge = draw_judge, .members = draw_members };
static const struct list_sort draws_sorts[] = { { SQL_draw_list, LIST_BY_ID } };
static const struct list draws_list = { .sorts = draws_sorts, .count = SQL_draw_count, .use = USE_SHOWN };

const struct operation op_draw_list = { .name = "draw_list", .method = HTTP_GET, .path = "/v1/draws",
	.about = "A page of the draws", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &draws_query_message, .of = &draws_list, .answer = &draw_message, .load = list_load,
	.reply = list_reply };
const struct operation op_draw_make = { .name = "draw_make", .method = HTTP_POST, .path = "/v1/draws",
	.about = "Draw records for a review", .is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_DRAW, .status = 201,
	.body = &draw_message, .use = USE_CREATE, .of = &draws, .answer = &draw_detail_message,
	.load = registry_make_load, .find = registry_make_find, .decide = registry_make_decide,
	.write = registry_write, .reply = registry_reply };
const struct operation op_draw_see = { .name = "draw_see", .method = HTTP_GET, .path = "/v1/draws/{id}",
	.about = "The records drawn, and how", .is = OP_NO_STORE, .may = MAY_READ, .status = 200, .of = &draws,
	.answer = &draw_detail_message, .load = registry_see_load, .find = registry_see_find, .reply = registry_reply };
