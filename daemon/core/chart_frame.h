/* chart_frame.h - what stands around the figures of a chart: axes, ticks, names and the key; core/chart's own. */
#ifndef CORE_CHART_FRAME_H
#define CORE_CHART_FRAME_H

#include "core/chart.h"

struct drawing {
	const struct chart *chart;
	const struct chart_pen *pen;
	int32_t first, last;            /* days at the ends of the x axis */
	double floor;
};

double drawing_x(const struct drawing *d, double day);
double drawing_y(const struct drawing *d, double share);
void drawing_line(const struct drawing *d, enum chart_line what, double x1, double y1, double x2, double y2);

void drawing_axes(const struct drawing *d);             /* with their ticks, and the notes of changes */
/* The target, and the names of it and the middle line beside their ends; NAN: there is no middle line. */
void drawing_names(const struct drawing *d, double middle);
/* What shapes mean, of those used: 1 << enum chart_mark; 1 << CHART_MARKS: a middle line that signals. */
void drawing_key(const struct drawing *d, unsigned used);

#endif
