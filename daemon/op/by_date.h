/*
 * by_date.h - pages of rows by a date and an id, of which a judgement picks those that are told: the
 * page ends with the last row that was judged, and may be empty though more follow.
 */
#ifndef OP_BY_DATE_H
#define OP_BY_DATE_H

#include <stdbool.h>

#include "op/operation.h"

#define BY_DATE_JUDGED 1000             /* rows judged for one page, at most */

/* What the page before ended with, or NULL and NULL; false: the cursor is none of ours. */
struct by_date { const char *key, *id; };
bool by_date_read(struct request *request, const char *cursor, struct by_date *ret_after);

/*
 * Ends the items, and says that the next page begins after this row (-1: there is none); `sign` stands before it.
 * How many were told is the list's total, which may be asked for, where they are all of it; else nobody knows it.
 */
void by_date_end(struct request *request, const char *sign, int place, int row, const char *key, int told);

#endif
