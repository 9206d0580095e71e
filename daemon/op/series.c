/* series - an enterprise's own figures: read, judged and shown as figures and as pictures. */
#include "op/series.h"

#include <math.h>
#include <string.h>

#include "letter/chart_series.h"
#include "letter/chart_words.h"
#include "op/operations.h"
#include "proto/messages.h"

_Static_assert(SERIES_POINTS == SERIES_MOST && SERIES_NOTES <= CHART_NOTES, "what is kept can be judged and drawn");

void series_ask(struct request *request, struct series_case *series, const char *enterprise, const char *pointer)
{
	const struct with of[] = { { "measure_point", request->path[0] }, { "enterprise", enterprise }, { NULL, NULL } };

	series->enterprise_pointer = pointer;
	series->point_place = batch_put(request->batch, SQL_measure_point_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	series->enterprise_place = batch_put(request->batch, SQL_enterprise_find, NULL, NULL,
		(const struct with[]){ { "id", enterprise }, { NULL, NULL } });
	series->figure_place = batch_put(request->batch, SQL_own_figure_load, NULL, NULL, of);
	series->note_place = batch_put(request->batch, SQL_own_note_load, NULL, NULL, of);
}

int series_take(struct request *request, struct series_case *series)
{
	struct arena *arena = &request->arena;
	const struct series_figure *figures;
	const struct series_note *notes;

	if (!batch_take_one(request->batch, series->point_place, &measure_point_message, arena, &series->measure_point))
		return REFUSAL_not_found;
	if (!batch_take_one(request->batch, series->enterprise_place, &enterprise_message, arena, &series->enterprise))
		series->enterprise.id[0] = '\0';
	figures = batch_take(request->batch, series->figure_place, &series_figure_message, arena, &series->count);
	notes = batch_take(request->batch, series->note_place, &series_note_message, arena, &series->note_count);
	series->points = arena_take_array(arena, SERIES_POINTS, sizeof *series->points);
	series->notes = arena_take_array(arena, SERIES_NOTES, sizeof *series->notes);
	must(series->count <= SERIES_POINTS && series->note_count <= SERIES_NOTES);
	for (int i = 0; i < series->count; i++)
		series->points[i] = (struct series_point){ figures[i].period_from, figures[i].period_to,
			figures[i].numerator, figures[i].denominator };
	if (series->note_count > 0)
		memcpy(series->notes, notes, (size_t)series->note_count * sizeof *notes);
	return 0;
}

bool series_has_enterprise(struct request *request, const struct series_case *series)
{
	if (series->enterprise.id[0] == '\0')
		mistakes_add(&request->mistakes, series->enterprise_pointer, REFUSAL_unknown_reference, NULL);
	return series->enterprise.id[0] != '\0';
}

struct chart series_chart(struct request *request, const struct series_case *series, enum chart_kind kind)
{
	return chart_of_series(kind, series->points, series->count, series->notes, series->note_count,
		series->measure_point.target, request->language, &request->arena);
}

void series_judge_phases(struct request *request, struct series_case *series)
{
	struct chart chart = series_chart(request, series, CHART_RUN);

	series->phases = chart.phases;
	series->phase_count = chart.phase_count;
}

static void show_share(struct buffer *body, const char *name, double share)
{
	if (isnan(share))
		buffer_format(body, ",\"%s\":null", name);
	else
		buffer_format(body, ",\"%s\":%.10g", name, share);
}

static void show_point(struct buffer *body, const struct series_case *series, int number, int at)
{
	const struct series_phase *phase = &series->phases[number];
	const struct series_point *point = &series->points[at];
	struct series_limits limits = series_limits_of(phase, point);
	char from[DAY_TEXT], to[DAY_TEXT];

	buffer_format(body, "{\"period_from\":\"%s\",\"period_to\":\"%s\",\"numerator\":%lld,\"denominator\":%lld",
		day_format(point->from, from), day_format(point->to, to), (long long)point->numerator,
		(long long)point->denominator);
	show_share(body, "share", series_has_share(point) ? series_share(point) : NAN);
	buffer_format(body, ",\"phase\":%d", number);
	show_share(body, "low", limits.low);
	show_share(body, "high", limits.high);
	buffer_format(body, ",\"outside\":%s,\"in_run\":%s}", limits.outside ? "true" : "false",
		series_in_run(phase, series->points, at) ? "true" : "false");
}

static void show_phase(struct buffer *body, const struct series_case *series, const struct series_phase *phase)
{
	char from[DAY_TEXT], to[DAY_TEXT];

	buffer_format(body, "{\"from\":\"%s\",\"to\":\"%s\",\"points\":%d",
		day_format(series->points[phase->first].from, from),
		day_format(series->points[phase->first + phase->count - 1].to, to), phase->shares);
	show_share(body, "median", phase->median);
	show_share(body, "mean", phase->mean);
	buffer_format(body, ",\"useful\":%d,\"longest_run\":%d,\"longest_run_limit\":%d,\"crossings\":%d,"
		"\"crossings_limit\":%d,\"enough\":%s,\"run_signal\":%s,\"crossings_signal\":%s,\"outside\":%d}",
		phase->useful, phase->longest_run, phase->longest_run_limit, phase->crossings, phase->crossings_limit,
		phase->enough ? "true" : "false", phase->run_signal ? "true" : "false",
		phase->crossings_signal ? "true" : "false", phase->outside);
}

static void show_points(struct buffer *body, const struct series_case *series)
{
	for (int p = 0; p < series->phase_count; p++) {
		const struct series_phase *phase = &series->phases[p];

		for (int i = phase->first; i < phase->first + phase->count; i++) {
			if (i > 0)
				buffer_add_char(body, ',');
			show_point(body, series, p, i);
		}
	}
}

void series_show(struct request *request, const struct series_case *series)
{
	struct buffer *body = &request->answer.body;
	const struct chart chart = series_chart(request, series, CHART_RUN);

	buffer_format(body, "{\"measure_point\":\"%s\",\"enterprise\":\"%s\"", series->measure_point.id,
		series->enterprise.id);
	show_share(body, "target", series->measure_point.target);
	buffer_add_text(body, ",\"points\":[");
	show_points(body, series);
	buffer_add_text(body, "],\"notes\":[");
	for (int i = 0; i < series->note_count; i++) {
		if (i > 0)
			buffer_add_char(body, ',');
		message_encode(&series_note_message, USE_SHOWN, &series->notes[i], body);
	}
	buffer_add_text(body, "],\"phases\":[");
	for (int p = 0; p < series->phase_count; p++) {
		if (p > 0)
			buffer_add_char(body, ',');
		show_phase(body, series, &series->phases[p]);
	}
	buffer_add_text(body, "],\"description\":");
	buffer_add_json_text(body, chart_description(&chart, request->language, &request->arena));
	buffer_add_char(body, '}');
}

static void see_load(struct request *request)
{
	struct series_case *series = arena_take(&request->arena, sizeof *series);

	request->own = series;
	series_ask(request, series, ((const struct series_query *)request->query)->enterprise, "enterprise");
}

static int see_find(struct request *request)
{
	return series_take(request, request->own);
}

static int see_reply(struct request *request)
{
	struct series_case *series = request->own;

	if (!series_has_enterprise(request, series))
		return REFUSAL_invalid;
	series_judge_phases(request, series);
	series_show(request, series);
	return 0;
}

const struct operation op_series_see = { .name = "series_see", .method = HTTP_GET,
	.path = "/v1/measure-points/{id}/series", .about = "An enterprise's own figures, with run chart and p-chart",
	.is = OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &series_query_message,
	.answer = &series_detail_message, .load = see_load, .find = see_find, .reply = see_reply };
