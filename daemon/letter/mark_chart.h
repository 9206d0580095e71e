/* mark_chart.h - the lines of a chart in a body; between the files of the markup. */
#ifndef LETTER_MARK_CHART_H
#define LETTER_MARK_CHART_H

#include "letter/mark.h"

/* From after "%chart " on.  Returns where its lines end, or NULL: it has no kind, title or points, and is text. */
const char *mark_chart_read(const char *text, struct arena *arena, struct mark_block *ret_chart);

#endif
