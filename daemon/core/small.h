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
 * Parts that add up to totals that are told, column by column: `count` rows of `columns` numbers.  Hides
 * the rows in which a number is small, and then the least of the others (of those alike the last), until
 * those hidden are two or more, none of their columns adds up to something small, and all but one of them,
 * each no larger than the least that is shown, could be all that is hidden.  Returns how many it hides.
 *
 * Secondary suppression: Hundepool et al., Handbook on Statistical Disclosure Control (ESSnet 2010), 4.2.
 * What the hidden rows are in all is known from the totals, and how it lies between them is not: of two
 * rows or more that are each at least 0, and at least SMALL_LEAST in all, no number can be told to
 * within SMALL_LEAST, even where the sum of a row that is not small is told.  Who knows too that the
 * least are hidden (5, 4 and 4 of 13: with 5 told, 8 are 4 and 4) finds nothing more: any of them may be 0.
 */
int small_hide(const int64_t *parts, int columns, int count, bool *ret_hidden);

#endif
