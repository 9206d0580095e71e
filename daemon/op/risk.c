/* risk - which enterprises to audit next: facts of each, weighed by data, and told factor by factor. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/risk.h"
#include "op/collection.h"
#include "op/operations.h"

static int weights_judge(struct request *request, void *object)
{
	struct risk_weights *weights = object;

	for (int i = 0; i < risk_weights_message.count; i++) {
		const struct field *field = &risk_weights_message.field[i];
		double *points = (double *)(void *)((char *)weights + field->offset);

		if (field->type == FIELD_NUMBER && isnan(*points))
			*points = *(const double *)(const void *)((const char *)&risk_weights_default + field->offset);
	}
	memcpy(weights->made_by, request->caller.account, ID_SIZE);
	weights->made_at = request->now;
	return 0;
}

static const struct registry weights = { .noun = "risk_weights", .path = "/v1/risk-weights",
	.message = &risk_weights_message, .find = SQL_risk_weights_find, .put = SQL_risk_weights_add, .judge = weights_judge };
static const struct list_sort sorts[] = { { SQL_risk_weights_list, LIST_BY_ID } };
static const struct list list = { .sorts = sorts, .count = SQL_risk_weights_count, .use = USE_SHOWN };

COLLECTION_LIST(risk_weights, "/v1/risk-weights", list, MAY_READ);
COLLECTION_MAKE(risk_weights, "/v1/risk-weights", weights, MAY_PLAN);
COLLECTION_SEE(risk_weights, "/v1/risk-weights", weights, MAY_READ);

struct ranking { int weights, facts; };
struct ranked { const struct risk_facts *facts; struct risk risk; };

static void ranking_load(struct request *request)
{
	struct ranking *ranking = arena_take(&request->arena, sizeof *ranking);

	request->own = ranking;
	ranking->weights = batch_put(request->batch, SQL_risk_weights_newest, NULL, NULL, NULL);
	ranking->facts = batch_put(request->batch, SQL_risk_facts, &planning_query_message, request->query, NULL);
}

/* The most pressing first; those alike in the order they were made. */
static int by_points(const void *one, const void *other)
{
	const struct ranked *a = one, *b = other;

	if (a->risk.points != b->risk.points)
		return a->risk.points < b->risk.points ? 1 : -1;
	return strcmp(a->facts->enterprise, b->facts->enterprise);
}

static void write_number(struct buffer *body, const char *name, double number)
{
	buffer_format(body, ",\"%s\":%.10g", name, number);
}

static void write_ranked(const struct ranked *ranked, struct buffer *body)
{
	bool first = true;

	buffer_add_char(body, '{');
	message_encode_members(&risk_facts_message, USE_SHOWN, ranked->facts, body, &first);
	write_number(body, "points", ranked->risk.points);
	buffer_add_text(body, ",\"factors\":[");
	for (int i = 0; i < RISK_FACTORS; i++) {
		buffer_format(body, "%s{\"factor\":\"%s\"", i == 0 ? "" : ",", risk_factor_names[i]);
		write_number(body, "value", ranked->risk.of[i].value);
		write_number(body, "weight", ranked->risk.of[i].weight);
		write_number(body, "points", ranked->risk.of[i].points);
		buffer_add_char(body, '}');
	}
	buffer_add_text(body, "]}");
}

static int ranking_reply(struct request *request)
{
	const struct ranking *ranking = request->own;
	const struct planning_query *query = request->query;
	struct buffer *body = &request->answer.body;
	struct risk_weights counting;
	int64_t most = query->limit == INTEGER_NONE ? PAGE_LIMIT : query->limit;
	struct ranked *ranked;
	struct risk_facts *facts;
	int count;

	if (!batch_take_one(request->batch, ranking->weights, &risk_weights_message, &request->arena, &counting))
		counting = risk_weights_default;
	facts = batch_take(request->batch, ranking->facts, &risk_facts_message, &request->arena, &count);
	ranked = arena_take(&request->arena, (size_t)count * sizeof *ranked);
	for (int i = 0; i < count; i++) {
		ranked[i].facts = &facts[i];
		risk_weigh(&counting, &facts[i], request->today, &ranked[i].risk);
	}
	qsort(ranked, (size_t)count, sizeof *ranked, by_points);
	buffer_add_text(body, "{\"weights\":");
	message_encode(&risk_weights_message, USE_SHOWN, &counting, body);
	buffer_add_text(body, ",\"items\":[");
	for (int i = 0; i < count && i < most; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		write_ranked(&ranked[i], body);
	}
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_planning = { .name = "planning", .method = HTTP_GET, .path = "/v1/planning",
	.about = "Enterprises by how pressing it is to audit them, and why", .is = OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &planning_query_message, .answer = &ranking_message, .load = ranking_load, .reply = ranking_reply };
