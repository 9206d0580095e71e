/*
 * later.h - rows that could not be done, each left alone for a while that doubles: what fails again and again
 * holds none of the others back, and is told of ever more seldom.
 */
#ifndef WORK_LATER_H
#define WORK_LATER_H

#include <stdbool.h>
#include <stdint.h>

#include "base/id.h"

#define LATER_MOST 256                  /* of more, those whose time comes first are forgotten */
#define LATER_FIRST INT64_C(5000000)
#define LATER_LONGEST INT64_C(600000000)

struct later {
	struct later_row { char id[ID_SIZE]; int64_t until, pause; } row[LATER_MOST];
	int count;
};

/* By the clock that only grows.  Whether it is left alone still. */
bool later_has(const struct later *later, const char *id, int64_t now);
/* It failed; ret how long it is left alone. */
int64_t later_put(struct later *later, const char *id, int64_t now);
/* It was done. */
void later_drop(struct later *later, const char *id);

#endif
