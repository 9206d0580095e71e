/*
 * explain.h - how a date came about, told in ranges: what was counted, what was passed over and why;
 * and what the policy of today would have made of it.  Pure.
 */
#ifndef CORE_EXPLAIN_H
#define CORE_EXPLAIN_H

#include "core/policy.h"

/*
 * Days in a row of which the same is to be said, in the order of the count: a count that goes back
 * tells its later days first.  Days that are counted are one range, weekends too; a holiday or closing
 * day among them is one of its own.
 */
struct explain_range {
	int32_t from, to;               /* the first and the last told */
	enum calendar_what what;
	enum calendar_why why;
	enum holiday holiday;
	const char *name;               /* of a closing day, or NULL */
	int32_t counted;                /* days counted so far, at its end */
};
typedef void explain_range_fn(void *context, const struct explain_range *range);

/* A count of days (0 or more) from a day, and how it moves to a working day; returns where it ends. */
int32_t explain_count(const struct calendar_policy *calendar, int32_t from, int32_t days,
	explain_range_fn *tell, void *context);

/*
 * A deadline's date, under the policy that it was set under.  The dates are those that stand: a day
 * that was passed over and that no rule names was one on which the authority was closed then.
 */
void explain_deadline(const struct deadline *deadline, const struct policy *then, explain_range_fn *tell, void *context);

/* The dates that the same count would end on under another policy; a stated date only rolls. */
struct explain_dates { int32_t due, effective_due; };
struct explain_dates explain_under(const struct policy *policy, const struct policy *then,
	const struct deadline *deadline, const struct breach *breach);

#endif
