/* plot - rows of shares from above, a column or two a period; periods that are missing leave theirs empty. */
#include "client/plot.h"

#include <string.h>

#include "base/day.h"
#include "client/api.h"
#include "client/words.h"

#define ROWS 16                         /* from 100 % down to the foot */
#define MARGIN 7                        /* "100 % ┤" */
#define GAP 8                           /* a longer one is no wider */

/* The signs, by what they are for; what is alarming is another shape and not another colour. */
enum sign { SIGN_FIGURE, SIGN_RUN, SIGN_OUTSIDE, SIGN_MIDDLE, SIGN_LIMIT, SIGN_TARGET, SIGN_NOTE, SIGN_TICK, SIGN_SIDE,
	SIGN_CORNER, SIGNS };
static const char *const signs[][SIGNS] = {
	{ "●", "■", "◆", "─", "┄", "·", "▲", "┤", "│", "└" },
	{ "o", "#", "X", "-", "~", ".", "^", "+", "|", "+" },
};

struct plotting {
	const json_t *points, *phases, *notes;
	enum plot plot;
	const char *const *sign;
	double target, foot;            /* the share of the lowest row: 0, or 0.5 */
	bool has_target;
	int *at;                        /* which point stands in a column; -1: none */
	int first, count;               /* the columns that fit */
	int wide;                       /* cells a column takes */
	unsigned used;                  /* 1 << enum sign: what the key must tell */
};

/* The number of a member; false: it is null. */
static bool figure(const json_t *object, const char *member, double *ret_figure)
{
	const json_t *value = json_object_get(object, member);

	*ret_figure = json_number_value(value);
	return json_is_number(value);
}

static int32_t day_of_member(const json_t *object, const char *member)
{
	int32_t day = 0;

	day_parse(json_text(object, member), &day);
	return day;
}

static const json_t *point_at(const struct plotting *plotting, int column)
{
	int at = plotting->at[plotting->first + column];

	return at < 0 ? NULL : json_array_get(plotting->points, (size_t)at);
}

/* Weeks beside weeks, months beside months: the shortest way from one to the next is one column. */
static int place_points(struct plotting *plotting, struct arena *arena)
{
	int count = (int)json_array_size(plotting->points), columns = 0;
	int32_t least = INT32_MAX, before = 0;

	plotting->at = arena_take_array(arena, (size_t)count * GAP, sizeof *plotting->at);
	for (int i = 0; i < count; i++) {
		int32_t from = day_of_member(json_array_get(plotting->points, (size_t)i), "period_from");

		least = i > 0 && from - before > 0 && from - before < least ? from - before : least;
		before = from;
	}
	for (int i = 0; i < count; i++) {
		int32_t from = day_of_member(json_array_get(plotting->points, (size_t)i), "period_from");
		int steps = i == 0 ? 1 : (from - before + least / 2) / least;

		for (int empty = 1; empty < steps && empty < GAP; empty++)
			plotting->at[columns++] = -1;
		plotting->at[columns++] = i;
		before = from;
	}
	return columns;
}

/* 0 is the uppermost row. */
static int row_of(const struct plotting *plotting, double share)
{
	double down = (1 - share) / (1 - plotting->foot) * (ROWS - 1);
	int row = (int)(down + 0.5);

	return row < 0 ? 0 : row >= ROWS ? ROWS - 1 : row;
}

static bool stands_at(const struct plotting *plotting, const json_t *object, const char *member, int row)
{
	double share;

	return figure(object, member, &share) && row_of(plotting, share) == row;
}

/* What stands in the row of a point's column; SIGNS: nothing. */
static enum sign sign_at(const struct plotting *plotting, const json_t *point, int row)
{
	bool p = plotting->plot == PLOT_P;
	const json_t *phase = json_array_get(plotting->phases,
		(size_t)json_integer_value(json_object_get(point, "phase")));

	if (point != NULL && stands_at(plotting, point, "share", row))
		return p && json_is(point, "outside") ? SIGN_OUTSIDE : !p && json_is(point, "in_run") ? SIGN_RUN : SIGN_FIGURE;
	if (point != NULL && stands_at(plotting, phase, p ? "mean" : "median", row))
		return SIGN_MIDDLE;
	if (point != NULL && p && (stands_at(plotting, point, "low", row) || stands_at(plotting, point, "high", row)))
		return SIGN_LIMIT;
	return plotting->has_target && row_of(plotting, plotting->target) == row ? SIGN_TARGET : SIGNS;
}

static void add_row(struct plotting *plotting, int row, struct buffer *text)
{
	int percent = (int)((1 - (1 - plotting->foot) * row / (ROWS - 1)) * 100 + 0.5);

	if (row % 3 == 0)
		buffer_format(text, "%3d %% %s", percent, plotting->sign[SIGN_TICK]);
	else
		buffer_format(text, "      %s", plotting->sign[SIGN_SIDE]);
	for (int column = 0; column < plotting->count; column++) {
		enum sign here = sign_at(plotting, point_at(plotting, column), row);
		bool line = here >= SIGN_MIDDLE && here <= SIGN_TARGET;

		buffer_add_text(text, here == SIGNS ? " " : plotting->sign[here]);
		if (plotting->wide > 1)         /* a line goes on between its points */
			buffer_add_text(text, line ? plotting->sign[here] : " ");
		plotting->used |= here == SIGNS ? 0 : 1u << here;
	}
	buffer_add_char(text, '\n');
}

/* A note stands below the period that its day is in, or the first after it. */
static bool is_noted(const struct plotting *plotting, int column)
{
	const json_t *point = point_at(plotting, column), *note, *earlier = NULL;
	size_t i;

	for (int c = column - 1; c >= 0 && earlier == NULL; c--)
		earlier = point_at(plotting, c);
	json_array_foreach(plotting->notes, i, note) {
		const char *date = json_text(note, "date");

		if (point != NULL && strcmp(date, json_text(point, "period_to")) <= 0 && (earlier != NULL
		    ? strcmp(date, json_text(earlier, "period_to")) > 0 : strcmp(date, json_text(point, "period_from")) >= 0))
			return true;
	}
	return false;
}

static void add_foot(struct plotting *plotting, struct buffer *text)
{
	int width = plotting->count * plotting->wide, oldest = 0;

	buffer_format(text, "      %s", plotting->sign[SIGN_CORNER]);
	for (int i = 0; i < width; i++)
		buffer_add_text(text, plotting->sign[SIGN_MIDDLE]);
	buffer_add_text(text, "\n       ");
	for (int column = 0; column < plotting->count; column++) {
		bool noted = is_noted(plotting, column);

		buffer_format(text, "%s%s", noted ? plotting->sign[SIGN_NOTE] : " ", plotting->wide > 1 ? " " : "");
		plotting->used |= (unsigned)noted << SIGN_NOTE;
	}
	while (point_at(plotting, oldest) == NULL)
		oldest++;
	buffer_format(text, "\n       %s", json_text(point_at(plotting, oldest), "period_from"));
	if (width >= 24)
		buffer_format(text, "%*s", width - 10, json_text(point_at(plotting, plotting->count - 1), "period_to"));
	buffer_add_char(text, '\n');
}

/* What the signs that are there mean. */
static void add_key(const struct plotting *plotting, enum language language, struct arena *arena, struct buffer *text)
{
	static const char *const members[SIGNS] = { [SIGN_FIGURE] = "share", [SIGN_RUN] = "in_run",
		[SIGN_OUTSIDE] = "outside", [SIGN_TARGET] = "target", [SIGN_NOTE] = "notes" };

	buffer_add_text(text, "      ");
	for (int sign = 0; sign < SIGNS; sign++)
		if (plotting->used >> sign & 1)
			buffer_format(text, " %s %s ", plotting->sign[sign], sign == SIGN_LIMIT
				? phrase_fill(arena, PHRASE_limits, language, NULL)
				: word_label(sign != SIGN_MIDDLE ? members[sign] : plotting->plot == PLOT_P ? "mean" : "median",
					language, arena));
	buffer_add_char(text, '\n');
}

/* 0.5 where all that is drawn lies above it. */
static double foot_of(const struct plotting *plotting)
{
	const char *const members[] = { "share", plotting->plot == PLOT_P ? "low" : "share" };

	if (plotting->has_target && plotting->target < 0.55)
		return 0;
	for (int column = 0; column < plotting->count; column++)
		for (int m = 0; m < 2; m++) {
			double share;

			if (figure(point_at(plotting, column), members[m], &share) && share < 0.55)
				return 0;
		}
	return 0.5;
}

void plot_series(const json_t *series, enum plot plot, int cells, bool ascii, enum language language, struct arena *arena,
	struct buffer *ret_text)
{
	struct plotting plotting = { .points = json_object_get(series, "points"),
		.phases = json_object_get(series, "phases"), .notes = json_object_get(series, "notes"), .plot = plot,
		.sign = signs[ascii] };
	int all, room = cells > 40 ? cells - MARGIN : 33;

	if (json_array_size(plotting.points) == 0)
		return;
	plotting.has_target = figure(series, "target", &plotting.target);
	all = place_points(&plotting, arena);
	plotting.wide = 2 * all <= room ? 2 : 1;
	plotting.count = all < room ? all : room;
	plotting.first = all - plotting.count;
	plotting.foot = foot_of(&plotting);
	for (int row = 0; row < ROWS; row++)
		add_row(&plotting, row, ret_text);
	add_foot(&plotting, ret_text);
	add_key(&plotting, language, arena, ret_text);
}
