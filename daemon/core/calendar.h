/* calendar.h - working days, the dates counted from others, and why a date is not a good one. */
#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "proto/noun.h"

/*
 * The public holidays of lov 24. februar 1995 nr. 12 § 2 and lov 26. april 1947 nr. 1, for every
 * Gregorian year; 24 and 31 December are working days.  In the order that names a day which is two
 * of them: 17 May 2027 is Constitution Day before it is Whit Monday.
 */
enum holiday {
	HOLIDAY_NONE,
	HOLIDAY_NEW_YEAR, HOLIDAY_LABOUR, HOLIDAY_CONSTITUTION, HOLIDAY_CHRISTMAS, HOLIDAY_BOXING,
	HOLIDAY_MAUNDY_THURSDAY, HOLIDAY_GOOD_FRIDAY, HOLIDAY_EASTER_SUNDAY, HOLIDAY_EASTER_MONDAY,
	HOLIDAY_ASCENSION, HOLIDAY_WHIT_SUNDAY, HOLIDAY_WHIT_MONDAY,
	HOLIDAYS
};
struct holiday_name { const char *code, *nb, *nn, *en; };
extern const struct holiday_name holiday_names[HOLIDAYS];

struct holiday_date { int32_t day; enum holiday holiday; };

enum holiday day_holiday(int32_t day);
bool day_is_holiday(int32_t day);
int32_t calendar_easter(int year);              /* Easter Sunday */
int calendar_week(int32_t day);                 /* ISO 8601, 1–53 */

/* All of a year's by date, the two of one day both; returns how many. */
int calendar_holidays(int year, struct holiday_date ret_dates[HOLIDAYS]);

/*
 * What an authority adds to the law: its own closing days, on which nothing falls due, and the
 * periods in which it sets no new deadline.  Weeks are those of ISO 8601; "52–1" has week 53
 * between.  Easter week ends on Easter Sunday (Easter Monday is a holiday anyway).
 */
struct calendar_policy {
	uint64_t avoided_weeks;                 /* CALENDAR_WEEK(28) | … */
	bool avoid_easter;
	const struct closing_day *closing_days;
	int closing_day_count;
};
#define CALENDAR_WEEK(week) (UINT64_C(1) << (week))
extern const struct calendar_policy calendar_policy_default;    /* weeks 28–31, 52–1, Easter week */

/* Why nothing falls due on the day; CALENDAR_OPEN on a working day.  A holiday before a Sunday. */
enum calendar_why calendar_day_off(const struct calendar_policy *policy, int32_t day);
/* Why no new deadline should be set to the day; CALENDAR_OPEN outside the avoided periods. */
enum calendar_why calendar_period_avoided(const struct calendar_policy *policy, int32_t day);

/*
 * A count leaves its starting day out; weeks, months and years end on the same weekday or day
 * number, or on the month's last day where that number is missing.  Negative counts go back.
 * DAY_NONE for a date outside the years 1583 to 9999, and of DAY_NONE, here and below.
 */
int32_t calendar_add_days(int32_t from, int64_t days);
int32_t calendar_add_weeks(int32_t from, int64_t weeks);
int32_t calendar_add_months(int32_t from, int64_t months);
int32_t calendar_add_years(int32_t from, int64_t years);

/* The effective due date: the day itself or the first working day after (before) it. */
int32_t calendar_roll(const struct calendar_policy *policy, int32_t day);
int32_t calendar_roll_back(const struct calendar_policy *policy, int32_t day);

/*
 * For dates the system counts itself: the first working day from the day on (back from it) that is
 * outside the avoided periods.  A policy that leaves no such day within CALENDAR_REACH days avoids
 * nothing.
 */
#define CALENDAR_REACH 400
int32_t calendar_next_open(const struct calendar_policy *policy, int32_t day);
int32_t calendar_last_open(const struct calendar_policy *policy, int32_t day);

/* A count told day by day, in order, each day with its reason; the last step is the due date. */
struct calendar_step {
	int32_t day;
	enum calendar_what what;
	enum calendar_why why;
	enum holiday holiday;                   /* of the day, whatever the reason */
	int32_t counted;                        /* days counted so far */
};
typedef void calendar_step_fn(void *context, const struct calendar_step *step);

/*
 * Tell how `days` (0 or more; the caller sets the limit) are counted from a day, and how the result
 * moves to the effective due date, or with `avoid` to the next open day.  Returns where it ends.
 */
int32_t calendar_explain(const struct calendar_policy *policy, int32_t from, int32_t days,
	bool avoid, calendar_step_fn *tell, void *context);
/* The same for a date somebody stated: only how it moves. */
int32_t calendar_explain_due(const struct calendar_policy *policy, int32_t due, bool avoid,
	calendar_step_fn *tell, void *context);

#endif
