/* message_series - an enterprise's own figures of a measure point, and what run chart and p-chart say of them. */
#include "proto/table.h"

static const char *const charts_words[] = { "run", "p" };
static const struct terms charts = { "chart", charts_words, CHARTS };
static const char *const units_words[] = { "week", "month" };
static const struct terms units = { "every", units_words, SERIES_UNITS };

static void series_figure_check(const void *object, struct mistakes *mistakes)
{
	const struct series_figure *figure = object;

	check_period(figure->period_from, figure->period_to, "/period_to", mistakes);
}

static const struct field series_figure_fields[] = {
	FIELD(series_figure, period_from, DATE, MADE | NEEDED),
	FIELD(series_figure, period_to, DATE, MADE | NEEDED),
	FIELD(series_figure, numerator, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX),
	FIELD(series_figure, denominator, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX,
		.about = "0: nothing happened in the period, and it has no share"),
};
MESSAGE(series_figure, series_figure, series_figure_fields, .check = series_figure_check,
	.about = "the figures of one week or month");

static const struct field series_note_fields[] = {
	FIELD(series_note, date, DATE, MADE | NEEDED),
	FIELD(series_note, text, TEXT, MADE | NEEDED | WORDS, A_TITLE, .about = "the measure that was taken"),
	FIELD(series_note, new_phase, BOOLEAN, MADE, .about = "the limits are counted anew from that day"),
};
MESSAGE(series_note, series_note, series_note_fields, .about = "a change in practice, as the charts note it");

static const struct field series_fields[] = {
	FIELD(series, enterprise, ID, ASKED | NEEDED, .about = "whose figures"),
	FIELD(series, points, OBJECTS, ASKED, .max = SERIES_POINTS, .of = &series_figure_message),
	FIELD(series, notes, OBJECTS, ASKED, .max = SERIES_NOTES, .of = &series_note_message),
	FIELD(series, correct, BOOLEAN, ASKED,
		.about = "a period that stands already gets these figures; the log keeps the old ones"),
};
MESSAGE(series, series, series_fields, .about = "an enterprise's own figures");

static const struct field series_query_fields[] = {
	FIELD(series_query, enterprise, ID, ASKED | NEEDED, .about = "whose figures"),
};
MESSAGE(series_query, series_query, series_query_fields);

static const struct field series_chart_query_fields[] = {
	FIELD(series_chart_query, enterprise, ID, ASKED | NEEDED, .about = "whose figures"),
	FIELD(series_chart_query, chart, TERM, ASKED, .terms = &charts, .about = "run when left out"),
};
MESSAGE(series_chart_query, series_chart_query, series_chart_query_fields);

static const struct field series_file_query_fields[] = {
	FIELD(series_file_query, enterprise, ID, ASKED | NEEDED, .about = "whose figures"),
	FIELD(series_file_query, every, TERM, ASKED, .terms = &units,
		.about = "what the records of a table with date;compliant are counted by; month when left out"),
	FIELD(series_file_query, correct, BOOLEAN, ASKED, .about = "periods that stand already get the figures of the table"),
};
MESSAGE(series_file_query, series_file_query, series_file_query_fields);

static const struct field rounds_chart_query_fields[] = {
	FIELD(rounds_chart_query, measure_point, ID, ASKED | NEEDED),
};
MESSAGE(rounds_chart_query, rounds_chart_query, rounds_chart_query_fields);

static const struct field series_point_fields[] = {
	SHOWN_NULL(share, SHARE),
	SHOWN(phase, INTEGER, .about = "which of the phases, from 0"),
	SHOWN_NULL(low, SHARE, .about = "control limits of the p-chart"),
	SHOWN_NULL(high, SHARE),
	SHOWN(outside, BOOLEAN, .about = "beyond them"),
	SHOWN(in_run, BOOLEAN, .about = "in a run on one side of the median that is too long"),
};
ANSWER(series_point, series_point_fields, .also = &series_figure_message);

static const struct field series_phase_fields[] = {
	SHOWN(from, DATE),
	SHOWN(to, DATE),
	SHOWN(points, INTEGER, .about = "that have a share"),
	SHOWN_NULL(median, SHARE),
	SHOWN_NULL(mean, SHARE, .about = "of all the cases: the middle of the p-chart"),
	SHOWN(useful, INTEGER, .about = "points off the median"),
	SHOWN(longest_run, INTEGER),
	SHOWN(longest_run_limit, INTEGER, .about = "Anhøj: round(log2 useful) + 3"),
	SHOWN(crossings, INTEGER, .about = "of the median"),
	SHOWN(crossings_limit, INTEGER, .about = "Anhøj: the 5 % quantile of useful − 1 tosses"),
	SHOWN(enough, BOOLEAN, .about = "at least 10 useful points: signals can be judged"),
	SHOWN(run_signal, BOOLEAN),
	SHOWN(crossings_signal, BOOLEAN),
	SHOWN(outside, INTEGER, .about = "points beyond their control limits"),
};
ANSWER(series_phase, series_phase_fields, .about = "figures between two changes that count anew");

static const struct field series_detail_fields[] = {
	SHOWN(measure_point, ID),
	SHOWN(enterprise, ID),
	SHOWN_NULL(target, SHARE, .about = "of the measure point"),
	SHOWN(points, OBJECTS, .max = SERIES_POINTS, .of = &series_point_message, .about = "in the order of time"),
	SHOWN(notes, OBJECTS, .max = SERIES_NOTES, .of = &series_note_message),
	SHOWN(phases, OBJECTS, .max = SERIES_NOTES + 1, .of = &series_phase_message),
	SHOWN(description, TEXT, .max = 20000, .about = "what the run chart shows, in the caller's language"),
};
ANSWER(series_detail, series_detail_fields, .about = "a series with its run chart's and p-chart's figures");
