/* chart_series.h - an enterprise's own figures as a chart, cut into phases where its notes say so. */
#ifndef LETTER_CHART_SERIES_H
#define LETTER_CHART_SERIES_H

#include "base/arena.h"
#include "core/chart.h"
#include "proto/refusal.h"
#include "proto/register.h"

/* kind: CHART_RUN or CHART_P.  Figures and notes in the order of time, no more notes than SERIES_NOTES. */
struct chart chart_of_series(enum chart_kind kind, const struct series_point *points, int count,
	const struct series_note *notes, int note_count, double target, enum language language, struct arena *arena);

#endif
