/* statute.h - provisions as they are cited on a day: section numbers are data with validity dates. */
#ifndef LETTER_STATUTE_H
#define LETTER_STATUTE_H

#include <stdint.h>

#include "proto/refusal.h"

struct statute {
	const char *name, *from;        /* from: YYYY-MM-DD, or "" for not yet decided */
	const char *citation[LANGUAGES];
};
extern const struct statute statutes[];
extern const int statute_count;

/* As it is cited on that day, in the rows given.  A name without a row in force is a bug. */
const char *statute_cite(const struct statute *rows, int count, const char *name, int32_t on,
	enum language language);

#endif
