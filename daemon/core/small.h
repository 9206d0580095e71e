/* small.h - which numbers of a table are too small to be told outside, and which would give them away. */
#ifndef CORE_SMALL_H
#define CORE_SMALL_H

#include <stdbool.h>
#include <stdint.h>

#define SMALL_LEAST 5           /* fewer than so many may be somebody who is known */

bool small_number(int64_t number);

/* A share's count or what is left of its whole: with the one and the whole the other is known. */
bool small_part(int64_t part, int64_t whole);

/*
 * A row of parts that add up to a total that is told: hides the small ones, and then the smallest others
 * until those hidden are at least two and together not small either.  Returns how many it hides.
 */
int small_hide(const int64_t *parts, int count, bool *ret_hidden);

#endif
