/* sample.h - the records of a draw. */
#ifndef OP_SAMPLE_H
#define OP_SAMPLE_H

#include "base/arena.h"
#include "proto/noun.h"

/* Drawn anew: they stand in the seed.  As many as its sample, ascending. */
const int64_t *draw_numbers(const struct draw *draw, struct arena *arena);

#endif
