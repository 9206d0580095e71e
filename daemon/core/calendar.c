/* calendar - working days, the dates counted from others, and why a date is not a good one. */
#include "core/calendar.h"

const struct holiday_name holiday_names[HOLIDAYS] = {
	[HOLIDAY_NONE]            = { "", "", "", "" },
	[HOLIDAY_NEW_YEAR]        = { "new_year", "1. nyttårsdag", "1. nyttårsdag", "New Year's Day" },
	[HOLIDAY_LABOUR]          = { "labour_day", "1. mai", "1. mai", "Labour Day" },
	[HOLIDAY_CONSTITUTION]    = { "constitution_day", "17. mai", "17. mai", "Constitution Day" },
	[HOLIDAY_CHRISTMAS]       = { "christmas_day", "1. juledag", "1. juledag", "Christmas Day" },
	[HOLIDAY_BOXING]          = { "boxing_day", "2. juledag", "2. juledag", "Boxing Day" },
	[HOLIDAY_MAUNDY_THURSDAY] = { "maundy_thursday", "skjærtorsdag", "skjertorsdag", "Maundy Thursday" },
	[HOLIDAY_GOOD_FRIDAY]     = { "good_friday", "langfredag", "langfredag", "Good Friday" },
	[HOLIDAY_EASTER_SUNDAY]   = { "easter_sunday", "1. påskedag", "1. påskedag", "Easter Sunday" },
	[HOLIDAY_EASTER_MONDAY]   = { "easter_monday", "2. påskedag", "2. påskedag", "Easter Monday" },
	[HOLIDAY_ASCENSION]       = { "ascension_day", "Kristi himmelfartsdag", "Kristi himmelfartsdag", "Ascension Day" },
	[HOLIDAY_WHIT_SUNDAY]     = { "whit_sunday", "1. pinsedag", "1. pinsedag", "Whit Sunday" },
	[HOLIDAY_WHIT_MONDAY]     = { "whit_monday", "2. pinsedag", "2. pinsedag", "Whit Monday" },
};

/* month 0: so many days after Easter Sunday. */
static const struct { int month, date; } holiday_rules[HOLIDAYS] = {
	[HOLIDAY_NEW_YEAR] = { 1, 1 },          [HOLIDAY_LABOUR] = { 5, 1 },
	[HOLIDAY_CONSTITUTION] = { 5, 17 },     [HOLIDAY_CHRISTMAS] = { 12, 25 },
	[HOLIDAY_BOXING] = { 12, 26 },          [HOLIDAY_MAUNDY_THURSDAY] = { 0, -3 },
	[HOLIDAY_GOOD_FRIDAY] = { 0, -2 },      [HOLIDAY_EASTER_SUNDAY] = { 0, 0 },
	[HOLIDAY_EASTER_MONDAY] = { 0, 1 },     [HOLIDAY_ASCENSION] = { 0, 39 },
	[HOLIDAY_WHIT_SUNDAY] = { 0, 49 },      [HOLIDAY_WHIT_MONDAY] = { 0, 50 },
};

const struct calendar_policy calendar_policy_default = {
	.avoided_weeks = CALENDAR_WEEK(28) | CALENDAR_WEEK(29) | CALENDAR_WEEK(30) | CALENDAR_WEEK(31)
		| CALENDAR_WEEK(52) | CALENDAR_WEEK(53) | CALENDAR_WEEK(1),
	.avoid_easter = true,
};

static int year_of(int32_t day)
{
	int year, month, date;

	day_split(day, &year, &month, &date);
	return year;
}

/* The Gregorian computus as Meeus gives it (Astronomical Algorithms, chapter 8). */
int32_t calendar_easter(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return day_of(year, n / 31, n % 31 + 1);
}

int calendar_week(int32_t day)
{
	int32_t thursday = day - day_weekday(day) + 4;  /* whose year the week belongs to */

	return (thursday - day_of(year_of(thursday), 1, 1)) / 7 + 1;
}

static int32_t holiday_day(enum holiday holiday, int year, int32_t easter)
{
	int month = holiday_rules[holiday].month, date = holiday_rules[holiday].date;

	return month == 0 ? easter + date : day_of(year, month, date);
}

enum holiday day_holiday(int32_t day)
{
	int year = year_of(day);
	int32_t easter = calendar_easter(year);

	for (int holiday = HOLIDAY_NONE + 1; holiday < HOLIDAYS; holiday++)
		if (holiday_day(holiday, year, easter) == day)
			return holiday;
	return HOLIDAY_NONE;
}

bool day_is_holiday(int32_t day)
{
	return day_holiday(day) != HOLIDAY_NONE;
}

int calendar_holidays(int year, struct holiday_date ret_dates[HOLIDAYS])
{
	int32_t easter = calendar_easter(year);
	int count = 0;

	for (int holiday = HOLIDAY_NONE + 1; holiday < HOLIDAYS; holiday++) {
		int32_t day = holiday_day(holiday, year, easter);
		int at = count++;

		for (; at > 0 && ret_dates[at - 1].day > day; at--)
			ret_dates[at] = ret_dates[at - 1];
		ret_dates[at] = (struct holiday_date){ day, holiday };
	}
	return count;
}

enum calendar_why calendar_day_off(const struct calendar_policy *policy, int32_t day)
{
	int weekday = day_weekday(day);

	if (day_is_holiday(day))
		return CALENDAR_HOLIDAY;
	if (weekday >= 6)
		return weekday == 6 ? CALENDAR_SATURDAY : CALENDAR_SUNDAY;
	for (int i = 0; i < policy->closing_day_count; i++)
		if (policy->closing_days[i].date == day)
			return CALENDAR_CLOSING_DAY;
	return CALENDAR_OPEN;
}

enum calendar_why calendar_period_avoided(const struct calendar_policy *policy, int32_t day)
{
	int32_t since_easter = day - calendar_easter(year_of(day));

	if (policy->avoid_easter && since_easter >= -6 && since_easter <= 0)
		return CALENDAR_EASTER_WEEK;
	if (policy->avoided_weeks & CALENDAR_WEEK(calendar_week(day)))
		return CALENDAR_AVOIDED_WEEK;
	return CALENDAR_OPEN;
}

int32_t calendar_add_days(int32_t from, int64_t days)
{
	int64_t day;

	if (from == DAY_NONE || __builtin_add_overflow(from, days, &day)
	    || day < day_of(1583, 1, 1) || day > day_of(9999, 12, 31))
		return DAY_NONE;
	return (int32_t)day;
}

int32_t calendar_add_weeks(int32_t from, int64_t weeks)
{
	int64_t days;

	if (__builtin_mul_overflow(weeks, 7, &days))
		return DAY_NONE;
	return calendar_add_days(from, days);
}

int32_t calendar_add_months(int32_t from, int64_t months)
{
	int year, month, date, last;
	int64_t count;

	if (from == DAY_NONE)
		return DAY_NONE;
	day_split(from, &year, &month, &date);
	/* In months since the year 0. */
	if (__builtin_add_overflow((int64_t)year * 12 + month - 1, months, &count)
	    || count < 1583 * 12 || count >= 10000 * 12)
		return DAY_NONE;
	year = (int)(count / 12);
	month = (int)(count % 12) + 1;
	last = month == 12 ? 31 : day_of(year, month + 1, 1) - day_of(year, month, 1);
	return day_of(year, month, date < last ? date : last);
}

int32_t calendar_add_years(int32_t from, int64_t years)
{
	int64_t months;

	if (__builtin_mul_overflow(years, 12, &months))
		return DAY_NONE;
	return calendar_add_months(from, months);
}

/* The first working day from the day on, one `step` at a time. */
static int32_t roll(const struct calendar_policy *policy, int32_t day, int step)
{
	if (day == DAY_NONE)
		return DAY_NONE;
	while (calendar_day_off(policy, day) != CALENDAR_OPEN)
		day += step;
	return day;
}

static int32_t find_open(const struct calendar_policy *policy, int32_t day, int step)
{
	int32_t open = roll(policy, day, step);

	if (day == DAY_NONE)
		return DAY_NONE;
	while (calendar_period_avoided(policy, open) != CALENDAR_OPEN) {
		open = roll(policy, open + step, step);
		if ((open - day) * step > CALENDAR_REACH)
			return roll(policy, day, step);
	}
	return open;
}

int32_t calendar_roll(const struct calendar_policy *policy, int32_t day)
{
	return roll(policy, day, 1);
}

int32_t calendar_roll_back(const struct calendar_policy *policy, int32_t day)
{
	return roll(policy, day, -1);
}

int32_t calendar_next_open(const struct calendar_policy *policy, int32_t day)
{
	return find_open(policy, day, 1);
}

int32_t calendar_last_open(const struct calendar_policy *policy, int32_t day)
{
	return find_open(policy, day, -1);
}

static struct calendar_step step_of(const struct calendar_policy *policy, int32_t day,
	enum calendar_what what, int32_t counted)
{
	return (struct calendar_step){ .day = day, .what = what, .counted = counted,
		.why = calendar_day_off(policy, day), .holiday = day_holiday(day) };
}

/* From a due that is counted or stated to where it ends. */
static int32_t explain_move(const struct calendar_policy *policy, int32_t due, bool avoid,
	int32_t counted, calendar_step_fn *tell, void *context)
{
	int32_t end = avoid ? calendar_next_open(policy, due) : calendar_roll(policy, due);
	struct calendar_step step;

	for (int32_t day = due; day < end; day++) {
		enum calendar_why period = calendar_period_avoided(policy, day);

		step = step_of(policy, day, CALENDAR_ROLLED, counted);
		if (avoid && period != CALENDAR_OPEN) {
			step.what = CALENDAR_AVOIDED;
			step.why = period;
		}
		tell(context, &step);
	}
	step = step_of(policy, end, CALENDAR_DUE, counted);
	tell(context, &step);
	return end;
}

int32_t calendar_explain(const struct calendar_policy *policy, int32_t from, int32_t days,
	bool avoid, calendar_step_fn *tell, void *context)
{
	int32_t due = calendar_add_days(from, days);

	if (due == DAY_NONE || days < 0)
		return DAY_NONE;
	for (int32_t i = 0; i <= days; i++) {
		enum calendar_what what = i == 0 ? CALENDAR_SKIPPED : CALENDAR_COUNTED;
		struct calendar_step step = step_of(policy, from + i, what, i);

		tell(context, &step);
	}
	return explain_move(policy, due, avoid, days, tell, context);
}

int32_t calendar_explain_due(const struct calendar_policy *policy, int32_t due, bool avoid,
	calendar_step_fn *tell, void *context)
{
	return due == DAY_NONE ? DAY_NONE : explain_move(policy, due, avoid, 0, tell, context);
}
