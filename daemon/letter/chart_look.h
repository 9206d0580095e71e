/* chart_look.h - how lines and marks of a chart look, for every pen: on the page (SVG) and on paper (PDF) alike. */
#ifndef LETTER_CHART_LOOK_H
#define LETTER_CHART_LOOK_H

#include <stdbool.h>

#include "core/chart.h"

/* Colours are 0xrrggbb, or: */
#define CHART_NO_COLOUR (-1)

/* Widths and dashes tell the lines apart in print; ink alone would not. */
struct chart_stroke { int colour; double width; const char *dash; };    /* dash: lengths with blanks between, or NULL */
extern const struct chart_stroke chart_strokes[CHART_LINES];

#define CHART_CORNERS 4

/* A circle about the mark's place, or where radius is 0 a path of corners beside it. */
struct chart_shape {
	double radius, corners[2 * CHART_CORNERS];
	int corner_count;               /* of a path; two are a line, more are closed */
	int fill, stroke;
	double width;                   /* of the stroke */
};

/* Painted one over the other; one without corners or radius ends them. */
#define CHART_SHAPES 2
extern const struct chart_shape chart_shapes[CHART_MARKS][CHART_SHAPES];

bool chart_shape_is(const struct chart_shape *shape);

#endif
