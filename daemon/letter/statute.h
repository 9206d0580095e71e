/* statute.h - provisions as they are cited on a day: section numbers are data with validity dates. */
#ifndef LETTER_STATUTE_H
#define LETTER_STATUTE_H

#include <stdint.h>

#include "base/arena.h"
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

/* "helsetilsynsloven § 8" as that language says it: what begins with an act's name, in nb or nn. */
const char *act_in(const char *text, enum language language, struct arena *arena);

#endif
