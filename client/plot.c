/* plot - rows of shares from above, a column or two a figure. */
#include "client/plot.h"

#include <string.h>

#include "client/api.h"

#define ROWS 16                         /* from 100 % down to the foot */
#define MARGIN 7                        /* "100 % ┤" */

struct plotting {
	const json_t *points, *phases, *notes;
	enum plot plot;
	size_t first, count;            /* the points that fit */
	int wide;                       /* cells a point takes */
	double foot;                    /* the share of the lowest row: 0, or 0.5 */
};

static const json_t *point_at(const struct plotting *plotting, size_t column)
{
	return json_array_get(plotting->points, plotting->first + column);
}

/* The number of a member; false: it is null. */
static bool figure(const json_t *object, const char *member, double *ret_figure)
{
	const json_t *value = json_object_get(object, member);

	*ret_figure = json_number_value(value);
	return json_is_number(value);
}

/* 0 is the uppermost row. */
static int row_of(const struct plotting *plotting, double share)
{
	double down = (1 - share) / (1 - plotting->foot) * (ROWS - 1);
	int row = (int)(down + 0.5);

	return row < 0 ? 0 : row >= ROWS ? ROWS - 1 : row;
}

static const json_t *phase_of(const struct plotting *plotting, const json_t *point)
{
	return json_array_get(plotting->phases, (size_t)json_integer_value(json_object_get(point, "phase")));
}

static bool stands_at(const struct plotting *plotting, const json_t *object, const char *member, int row)
{
	double share;

	return figure(object, member, &share) && row_of(plotting, share) == row;
}

/* What stands in the row of a point's column. */
static const char *sign(const struct plotting *plotting, const json_t *point, int row)
{
	bool p = plotting->plot == PLOT_P;

	if (stands_at(plotting, point, "share", row)) {
		if (p)
			return json_is(point, "outside") ? "◆" : "●";
		return json_is(point, "in_run") ? "■" : "●";
	}
	if (stands_at(plotting, phase_of(plotting, point), p ? "mean" : "median", row))
		return "─";
	return p && (stands_at(plotting, point, "low", row) || stands_at(plotting, point, "high", row)) ? "┄" : " ";
}

static void add_row(const struct plotting *plotting, int row, struct buffer *text)
{
	int percent = (int)((1 - (1 - plotting->foot) * row / (ROWS - 1)) * 100 + 0.5);

	if (row % 3 == 0)
		buffer_format(text, "%3d %% ┤", percent);
	else
		buffer_add_text(text, "      │");
	for (size_t column = 0; column < plotting->count; column++) {
		const char *here = sign(plotting, point_at(plotting, column), row);

		buffer_add_text(text, here);
		if (plotting->wide > 1)         /* a line goes on between its points */
			buffer_add_text(text, strcmp(here, "─") == 0 || strcmp(here, "┄") == 0 ? here : " ");
	}
	buffer_add_char(text, '\n');
}

static bool is_noted(const struct plotting *plotting, const json_t *point)
{
	const json_t *note;
	size_t i;

	json_array_foreach(plotting->notes, i, note) {
		const char *date = json_text(note, "date");

		if (strcmp(date, json_text(point, "period_from")) >= 0 && strcmp(date, json_text(point, "period_to")) <= 0)
			return true;
	}
	return false;
}

static void add_foot(const struct plotting *plotting, struct buffer *text)
{
	int width = (int)plotting->count * plotting->wide;

	buffer_add_text(text, "      └");
	for (int i = 0; i < width; i++)
		buffer_add_text(text, "─");
	buffer_add_text(text, "\n       ");
	for (size_t column = 0; column < plotting->count; column++)
		buffer_format(text, "%s%s", is_noted(plotting, point_at(plotting, column)) ? "▲" : " ",
			plotting->wide > 1 ? " " : "");
	buffer_format(text, "\n       %s", json_text(point_at(plotting, 0), "period_from"));
	if (width >= 24)
		buffer_format(text, "%*s", width - 10, json_text(point_at(plotting, plotting->count - 1), "period_to"));
	buffer_add_char(text, '\n');
}

/* 0.5 where all that is drawn lies above it. */
static double foot_of(const struct plotting *plotting)
{
	static const char *const members[] = { "share", "low" };

	for (size_t column = 0; column < plotting->count; column++)
		for (int m = 0; m < (plotting->plot == PLOT_P ? 2 : 1); m++) {
			double share;

			if (figure(point_at(plotting, column), members[m], &share) && share < 0.55)
				return 0;
		}
	return 0.5;
}

void plot_series(const json_t *series, enum plot plot, int cells, struct buffer *ret_text)
{
	struct plotting plotting = { .points = json_object_get(series, "points"),
		.phases = json_object_get(series, "phases"), .notes = json_object_get(series, "notes"), .plot = plot };
	size_t all = json_array_size(plotting.points), room = (size_t)(cells > 40 ? cells - MARGIN : 33);

	if (all == 0)
		return;
	plotting.wide = 2 * all <= room ? 2 : 1;
	plotting.count = all < room ? all : room;
	plotting.first = all - plotting.count;
	plotting.foot = foot_of(&plotting);
	for (int row = 0; row < ROWS; row++)
		add_row(&plotting, row, ret_text);
	add_foot(&plotting, ret_text);
}
