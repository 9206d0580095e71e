/* plot.h - a series as a chart of characters: signs that differ by shape, for any terminal with Unicode. */
#ifndef CLIENT_PLOT_H
#define CLIENT_PLOT_H

#include <jansson.h>

#include "base/buffer.h"

enum plot { PLOT_RUN, PLOT_P };

/*
 * The answer of a series, in so many cells; the newest figures where there are more than fit.  A run
 * chart has its median, with ■ for points in a run that is too long; a p-chart its mean and limits, with
 * ◆ beyond them; ▲ below is a noted change.
 */
void plot_series(const json_t *series, enum plot plot, int cells, struct buffer *ret_text);

#endif
