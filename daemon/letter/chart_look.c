/* chart_look - colours, widths and shapes: what is alarming has a shape of its own besides its colour. */
#include "letter/chart_look.h"

#include <stddef.h>

#define INK 0x1a1a1a
#define GREY 0x4a4a4a
#define BLUE 0x1d4f91
#define RED 0xb3261e
#define WHITE 0xffffff

const struct chart_stroke chart_strokes[CHART_LINES] = {
	[CHART_AXIS]          = { INK, 1, NULL },
	[CHART_GRID]          = { 0xc9ccd1, 0.5, NULL },
	[CHART_FIGURES]       = { BLUE, 1, NULL },
	[CHART_MIDDLE]        = { INK, 1.2, NULL },
	[CHART_MIDDLE_SIGNAL] = { INK, 1.8, "7 4" },
	[CHART_LIMIT]         = { GREY, 0.8, "3 2" },
	[CHART_TARGET]        = { 0x2b6b2f, 1, "1 2.5" },
	[CHART_CHANGE]        = { INK, 0.8, "8 2 2 2" },
	[CHART_INTERVAL]      = { GREY, 0.8, NULL },
};

#define CIRCLE(r, fill, stroke, width) { r, { 0 }, 0, fill, stroke, width }
#define PATH(count, fill, stroke, width, ...) { 0, { __VA_ARGS__ }, count, fill, stroke, width }

const struct chart_shape chart_shapes[CHART_MARKS][CHART_SHAPES] = {
	[CHART_DOT]     = { CIRCLE(2.6, BLUE, CHART_NO_COLOUR, 0) },
	[CHART_DIAMOND] = { PATH(4, WHITE, RED, 1.6, 0, -6, 6, 0, 0, 6, -6, 0), CIRCLE(1.6, RED, CHART_NO_COLOUR, 0) },
	[CHART_SQUARE]  = { PATH(4, 0xb35900, WHITE, 0.6, -3.2, -3.2, 3.2, -3.2, 3.2, 3.2, -3.2, 3.2) },
	[CHART_CROSS]   = { PATH(2, CHART_NO_COLOUR, RED, 2, -4, -4, 4, 4), PATH(2, CHART_NO_COLOUR, RED, 2, 4, -4, -4, 4) },
	[CHART_RING]    = { CIRCLE(3.2, WHITE, BLUE, 1.2) },
};

bool chart_shape_is(const struct chart_shape *shape)
{
	return shape->radius > 0 || shape->corner_count > 0;
}
