/* series_picture - a series or a breach's rounds as a picture, and a series as a table. */
#include "base/csv.h"
#include "letter/chart_rounds.h"
#include "letter/chart_words.h"
#include "letter/svg.h"
#include "op/casework.h"
#include "op/operations.h"
#include "op/series.h"
#include "proto/messages.h"

static void series_load(struct request *request)
{
	struct series_case *series = arena_take(&request->arena, sizeof *series);
	/* both queries begin with the enterprise */
	const char *enterprise = ((const struct series_query *)request->query)->enterprise;

	request->own = series;
	series_ask(request, series, enterprise, "enterprise");
}

static int series_find(struct request *request)
{
	return series_take(request, request->own);
}

static void picture_write(struct request *request, struct chart *chart, const char *point, const char *enterprise)
{
	svg_write(chart, chart_title(chart, point, enterprise, request->language, &request->arena),
		chart_description(chart, request->language, &request->arena), &request->answer.body);
	request->answer.content_type = "image/svg+xml; charset=utf-8";
}

static int chart_reply(struct request *request)
{
	const struct series_chart_query *query = request->query;
	struct series_case *series = request->own;
	struct chart chart;

	if (!series_has_enterprise(request, series))
		return REFUSAL_invalid;
	series_judge_phases(request, series);
	chart = series_chart(request, series, query->chart == CHART_WORD_P ? CHART_P : CHART_RUN);
	picture_write(request, &chart, series->measure_point.text, series->enterprise.name);
	return 0;
}

const struct operation op_series_chart = { .name = "series_chart", .method = HTTP_GET,
	.path = "/v1/measure-points/{id}/chart.svg", .about = "The run chart or p-chart of a series, as a picture",
	.is = OP_NO_STORE, .media = "image/svg+xml", .may = MAY_READ, .status = 200,
	.query = &series_chart_query_message, .load = series_load, .find = series_find, .reply = chart_reply };

static int table_reply(struct request *request)
{
	const struct series_case *series = request->own;
	struct buffer *body = &request->answer.body;
	bool first = true;

	if (!series_has_enterprise(request, series))
		return REFUSAL_invalid;
	buffer_add_text(body, CSV_BOM "period_from;period_to;numerator;denominator\r\n");
	for (int i = 0; i < series->count; i++) {
		const struct series_point *point = &series->points[i];
		char from[DAY_TEXT], to[DAY_TEXT];

		csv_add(body, &first, day_format(point->from, from));
		csv_add(body, &first, day_format(point->to, to));
		csv_add_number(body, &first, (double)point->numerator);
		csv_add_number(body, &first, (double)point->denominator);
		csv_add_line(body, &first);
	}
	request->answer.content_type = "text/csv; charset=utf-8";
	request->answer.filename = "series.csv";
	request->answer.download = true;
	return 0;
}

const struct operation op_series_export = { .name = "series_export", .method = HTTP_GET,
	.path = "/v1/measure-points/{id}/series.csv", .about = "A series as a table, in the form that is taken in",
	.is = OP_NO_STORE, .media = "text/csv", .may = MAY_READ, .status = 200, .query = &series_query_message,
	.load = series_load, .find = series_find, .reply = table_reply };

static void rounds_load(struct request *request)
{
	request->own = casework_ask(request, SQL_breach_find);
}

static int rounds_find(struct request *request)
{
	return casework_take(request->own);
}

static void rounds_write(struct casework *work, const struct measure_point *point)
{
	struct request *request = work->request;
	struct chart chart = chart_of_rounds(&work->facts, casework_find(work, NOUN_BREACH, request->path[0]), point,
		ROUNDS_ALL, request->language, &request->arena);

	picture_write(request, &chart, point->text, work->enterprise.name);
}

static int rounds_reply(struct request *request)
{
	struct casework *work = request->own;
	const struct measure_point *point = facts_measure_point(&work->facts,
		((const struct rounds_chart_query *)request->query)->measure_point);

	if (point != NULL) {
		rounds_write(work, point);
		return 0;
	}
	mistakes_add(&request->mistakes, "measure_point", REFUSAL_unknown_reference, "not one of this case");
	return REFUSAL_invalid;
}

const struct operation op_rounds_chart = { .name = "rounds_chart", .method = HTTP_GET,
	.path = "/v1/breaches/{id}/chart.svg", .about = "The review rounds of a breach's measure point, as a picture",
	.is = OP_NO_STORE, .media = "image/svg+xml", .may = MAY_READ, .status = 200,
	.query = &rounds_chart_query_message, .load = rounds_load, .find = rounds_find, .reply = rounds_reply };
