/*
 * chart.h - a chart as lines, marks and labels in points (1/72 inch) from its upper left corner, y
 * downwards: the same drawing for the page (SVG) and for letters (PDF).
 */
#ifndef CORE_CHART_H
#define CORE_CHART_H

#include <stdbool.h>
#include <stdint.h>

#include "core/series.h"

#define CHART_WIDTH 480.0
#define CHART_HEIGHT 270.0

/* What a line is for: its writer gives each a width and a dash, told apart without colour. */
enum chart_line { CHART_AXIS, CHART_GRID, CHART_FIGURES, CHART_MIDDLE, CHART_MIDDLE_SIGNAL, CHART_LIMIT,
	CHART_TARGET, CHART_CHANGE, CHART_INTERVAL, CHART_LINES };
/* Told apart by shape: what is alarming is never only another colour. */
enum chart_mark {
	CHART_DOT,              /* as expected: a filled circle */
	CHART_DIAMOND,          /* beyond the control limits: a large open diamond with a dot in it */
	CHART_SQUARE,           /* in a run that is too long: a filled square */
	CHART_CROSS,            /* a round that fails: a cross */
	CHART_RING,             /* a round that does not count: an open circle */
	CHART_MARKS
};
enum chart_anchor { CHART_START, CHART_CENTRE, CHART_END };     /* where x is in a label */

/*
 * Called in the order of painting.  Texts are UTF-8 and live as long as the call.  size: 1, or what a mark is made
 * smaller by where many stand close.
 */
struct chart_pen {
	void *self;
	void (*line)(void *self, enum chart_line what, double x1, double y1, double x2, double y2);
	void (*mark)(void *self, enum chart_mark what, double size, double x, double y);
	void (*label)(void *self, enum chart_anchor anchor, double x, double y, const char *text);
};
#define CHART_LABEL_HEIGHT 9.0          /* of a label's letters; its y is their base line */

enum chart_kind { CHART_RUN, CHART_P, CHART_ROUNDS };

/* The words a chart needs, in the reader's language (letter/chart_words.h has them). */
struct chart_words {
	const char *middle, *target, *limits, *run, *signal, *outside, *passes, *fails, *not_counted;
	const char *percent, *decimal;
};

struct chart_note { int32_t on; const char *text; };    /* a change, numbered from 1 in this order */
#define CHART_NOTES 20                                  /* more than so many nobody tells apart */

struct chart {
	enum chart_kind kind;
	const struct series_point *points;      /* sorted by period */
	int count;
	const struct series_phase *phases;      /* of CHART_RUN and CHART_P */
	int phase_count;
	const struct chart_note *notes;
	int note_count;
	double target;                          /* NAN: none is drawn */
	/* of CHART_ROUNDS, one each point */
	const struct chart_round { double low, high; bool passes, counts; } *rounds;
	struct chart_words words;
};
/* Draws nothing of no points. */
void chart_draw(const struct chart *chart, const struct chart_pen *pen);
double chart_height(const struct chart *chart);         /* CHART_HEIGHT, and a line for each note */

/* The share at the foot of the y axis: 0, or 0.5 where all that is drawn lies above it. */
double chart_floor(const struct chart *chart);

#endif
