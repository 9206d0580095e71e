/* plot.h - a series as a chart of characters: signs that differ by shape, for any terminal. */
#ifndef CLIENT_PLOT_H
#define CLIENT_PLOT_H

#include <stdbool.h>

#include <jansson.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "proto/refusal.h"

enum plot { PLOT_RUN, PLOT_P };

/*
 * The answer of a series, in so many cells; the newest periods where there are more than fit.  A run
 * chart has its median, and a sign of its own for points in a run that is too long; a p-chart its mean and limits,
 * and a sign for points beyond them; both the target and, below, noted changes, and at last what the signs mean.
 * ascii: for a terminal that knows no others.
 */
void plot_series(const json_t *series, enum plot plot, int cells, bool ascii, enum language language, struct arena *arena,
	struct buffer *ret_text);

#endif
