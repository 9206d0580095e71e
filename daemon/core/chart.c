/* chart - where the lines, marks and labels of a chart stand. */
#include "core/chart.h"

#include <math.h>
#include <stddef.h>

#include "core/chart_frame.h"

#define CAP 3.0                         /* half the width of an interval's ends */
#define MARK_ROOM 5.0                   /* with less between two points marks become smaller … */
#define MARK_LEAST 0.35                 /* … down to this */
#define MARK_LEAST_SIGNAL 0.6

static double x_of(const struct drawing *d, int point)
{
	const struct series_point *at = &d->chart->points[point];

	return drawing_x(d, ((double)at->from + at->to + 1) / 2);
}

static double lower(double a, double b)
{
	return isnan(b) || a <= b ? a : b;
}

double chart_floor(const struct chart *chart)
{
	double least = lower(1, chart->target);

	for (int i = 0; i < chart->count; i++)
		if (series_has_share(&chart->points[i])) {
			least = lower(least, series_share(&chart->points[i]));
			if (chart->kind == CHART_ROUNDS)
				least = lower(least, chart->rounds[i].low);
		}
	for (int p = 0; p < chart->phase_count && chart->kind == CHART_P; p++)
		for (int i = chart->phases[p].first; i < chart->phases[p].first + chart->phases[p].count; i++)
			least = lower(least, series_limits_of(&chart->phases[p], &chart->points[i]).low);
	return least >= 0.55 ? 0.5 : 0;
}

/* Between this point and its neighbour, or as far beyond it. */
static double border(const struct drawing *d, const struct series_phase *phase, int point, int side)
{
	int other = point + side;

	if (other >= phase->first && other < phase->first + phase->count)
		return (x_of(d, point) + x_of(d, other)) / 2;
	return drawing_x(d, side < 0 ? d->chart->points[point].from : (double)d->chart->points[point].to + 1);
}

static void draw_limits(const struct drawing *d, const struct series_phase *phase)
{
	double left = border(d, phase, phase->first, -1);

	for (int i = phase->first; i < phase->first + phase->count; i++) {
		struct series_limits now = series_limits_of(phase, &d->chart->points[i]), next = { NAN, NAN, false };
		double right = border(d, phase, i, 1);

		if (i + 1 < phase->first + phase->count)
			next = series_limits_of(phase, &d->chart->points[i + 1]);
		if (now.low == next.low && now.high == next.high)
			continue;               /* one line: its dashes go on */
		if (!isnan(now.low)) {
			drawing_line(d, CHART_LIMIT, left, drawing_y(d, now.low), right, drawing_y(d, now.low));
			drawing_line(d, CHART_LIMIT, left, drawing_y(d, now.high), right, drawing_y(d, now.high));
		}
		if (!isnan(now.low) && !isnan(next.low)) {
			drawing_line(d, CHART_LIMIT, right, drawing_y(d, now.low), right, drawing_y(d, next.low));
			drawing_line(d, CHART_LIMIT, right, drawing_y(d, now.high), right, drawing_y(d, next.high));
		}
		left = right;
	}
}

static double middle_of(const struct chart *chart, const struct series_phase *phase)
{
	return chart->kind == CHART_P ? phase->mean : phase->median;
}

static void draw_phase(const struct drawing *d, const struct series_phase *phase, unsigned *used)
{
	double y = drawing_y(d, middle_of(d->chart, phase));
	bool signal = d->chart->kind == CHART_RUN && (phase->run_signal || phase->crossings_signal);

	if (phase->shares == 0)
		return;
	*used |= (unsigned)signal << CHART_MARKS;
	if (d->chart->kind == CHART_P)
		draw_limits(d, phase);
	drawing_line(d, signal ? CHART_MIDDLE_SIGNAL : CHART_MIDDLE, border(d, phase, phase->first, -1), y,
		border(d, phase, phase->first + phase->count - 1, 1), y);
}

/* Nothing is known of what lies between: a period is missing, or has no share. */
static bool is_gap(const struct chart *chart, int before, int after)
{
	return chart->kind != CHART_ROUNDS
		&& (after > before + 1 || chart->points[after].from > chart->points[before].to + 1);
}

/* From each share to the next one of the same phase. */
static void draw_figures(const struct drawing *d, int first, int count)
{
	int before = -1;

	for (int i = first; i < first + count; i++) {
		const struct series_point *points = d->chart->points;

		if (!series_has_share(&points[i]))
			continue;
		if (before >= 0)
			drawing_line(d, is_gap(d->chart, before, i) ? CHART_GRID : CHART_FIGURES, x_of(d, before), drawing_y(d, series_share(&points[before])),
				x_of(d, i), drawing_y(d, series_share(&points[i])));
		before = i;
	}
}

static enum chart_mark mark_of(const struct chart *chart, const struct series_phase *phase, int point)
{
	if (chart->kind == CHART_ROUNDS)
		return !chart->rounds[point].counts ? CHART_RING
			: chart->rounds[point].passes ? CHART_DOT : CHART_CROSS;
	if (chart->kind == CHART_P)
		return series_limits_of(phase, &chart->points[point]).outside ? CHART_DIAMOND : CHART_DOT;
	return series_in_run(phase, chart->points, point) ? CHART_SQUARE : CHART_DOT;
}

/* As large as they stand, or so that neighbours can be told apart; a signal is never lost among them. */
static double size_of(const struct drawing *d, enum chart_mark mark)
{
	double room = (drawing_x(d, d->last) - drawing_x(d, d->first)) / d->chart->count / MARK_ROOM;
	double least = mark == CHART_DIAMOND ? MARK_LEAST_SIGNAL : MARK_LEAST;

	return room > 1 ? 1 : room < least ? least : room;
}

/* Marks the points, and in used which shapes stand there. */
static void draw_marks(const struct drawing *d, const struct series_phase *phase, int first, int count,
	unsigned *used)
{
	for (int i = first; i < first + count; i++) {
		enum chart_mark mark;

		if (!series_has_share(&d->chart->points[i]))
			continue;
		mark = mark_of(d->chart, phase, i);
		d->pen->mark(d->pen->self, mark, size_of(d, mark), x_of(d, i), drawing_y(d, series_share(&d->chart->points[i])));
		*used |= 1u << mark;
	}
}

static void draw_intervals(const struct drawing *d)
{
	for (int i = 0; i < d->chart->count; i++) {
		double x = x_of(d, i), low = drawing_y(d, d->chart->rounds[i].low);
		double high = drawing_y(d, d->chart->rounds[i].high);

		drawing_line(d, CHART_INTERVAL, x, low, x, high);
		drawing_line(d, CHART_INTERVAL, x - CAP, low, x + CAP, low);
		drawing_line(d, CHART_INTERVAL, x - CAP, high, x + CAP, high);
	}
}

static void draw_all_marks(const struct drawing *d, unsigned *used)
{
	const struct chart *chart = d->chart;

	if (chart->kind == CHART_ROUNDS) {
		draw_intervals(d);
		draw_figures(d, 0, chart->count);
		draw_marks(d, NULL, 0, chart->count, used);
		return;
	}
	for (int p = 0; p < chart->phase_count; p++)
		draw_phase(d, &chart->phases[p], used);
	for (int p = 0; p < chart->phase_count; p++) {
		const struct series_phase *phase = &chart->phases[p];

		draw_figures(d, phase->first, phase->count);
		draw_marks(d, phase, phase->first, phase->count, used);
	}
}

void chart_draw(const struct chart *chart, const struct chart_pen *pen)
{
	struct drawing d = { .chart = chart, .pen = pen, .floor = chart_floor(chart) };
	double middle = NAN;
	unsigned used = 0;

	if (chart->count == 0)
		return;
	d.first = chart->points[0].from;
	d.last = chart->points[chart->count - 1].to + 1;
	if (chart->kind != CHART_ROUNDS && chart->phase_count > 0)
		middle = middle_of(chart, &chart->phases[chart->phase_count - 1]);
	drawing_axes(&d);
	draw_all_marks(&d, &used);
	drawing_names(&d, middle);
	drawing_key(&d, used);
}
