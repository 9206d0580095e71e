/* explain - how a date came about, told in ranges of days. */
#include "core/explain.h"

#include <stddef.h>

struct telling {
	const struct calendar_policy *calendar;
	explain_range_fn *tell;
	void *context;
	struct explain_range open;
	bool any;
};

/* Of the days that are counted only a holiday or a closing day is worth a word. */
static enum calendar_why why_told(enum calendar_what what, enum calendar_why why)
{
	bool counts = what == CALENDAR_COUNTED || what == CALENDAR_SKIPPED;

	return counts && (why == CALENDAR_SATURDAY || why == CALENDAR_SUNDAY) ? CALENDAR_OPEN : why;
}

static const char *closing_name(const struct calendar_policy *calendar, int32_t day)
{
	for (int i = 0; i < calendar->closing_day_count; i++)
		if (calendar->closing_days[i].date == day)
			return calendar->closing_days[i].name;
	return NULL;
}

static void flush(struct telling *telling)
{
	if (telling->any)
		telling->tell(telling->context, &telling->open);
	telling->any = false;
}

static void tell_day(struct telling *telling, int32_t day, enum calendar_what what, enum calendar_why why, int32_t counted)
{
	struct explain_range range = { .from = day, .to = day, .what = what, .why = why_told(what, why),
		.holiday = day_holiday(day), .counted = counted };
	struct explain_range *open = &telling->open;

	if (range.why == CALENDAR_CLOSING_DAY)
		range.name = closing_name(telling->calendar, day);
	if (range.why != CALENDAR_HOLIDAY && range.what != CALENDAR_DUE)
		range.holiday = HOLIDAY_NONE;
	if (telling->any && open->what == what && open->why == range.why && open->holiday == range.holiday
	    && open->name == range.name) {
		open->to = day;
		open->counted = counted;
		return;
	}
	flush(telling);
	*open = range;
	telling->any = true;
}

static void tell_step(void *context, const struct calendar_step *step)
{
	tell_day(context, step->day, step->what, step->why, step->counted);
}

int32_t explain_count(const struct calendar_policy *calendar, int32_t from, int32_t days,
	explain_range_fn *tell, void *context)
{
	struct telling telling = { .calendar = calendar, .tell = tell, .context = context };
	int32_t end = calendar_explain(calendar, from, days, false, tell_step, &telling);

	flush(&telling);
	return end;
}

/* From the day the count came to, to the date that was set: over periods and days off, in either direction. */
static void tell_moved(struct telling *telling, int32_t day, int32_t due, int32_t counted)
{
	for (int step = due < day ? -1 : 1; day != due; day += step) {
		enum calendar_why period = calendar_period_avoided(telling->calendar, day),
			off = calendar_day_off(telling->calendar, day);

		if (period != CALENDAR_OPEN)
			tell_day(telling, day, CALENDAR_AVOIDED, period, counted);
		else
			tell_day(telling, day, CALENDAR_ROLLED, off == CALENDAR_OPEN ? CALENDAR_CLOSING_DAY : off, counted);
	}
}

static void tell_rolled(struct telling *telling, int32_t due, int32_t effective_due, int32_t counted)
{
	for (int32_t day = due; day < effective_due; day++) {
		enum calendar_why off = calendar_day_off(telling->calendar, day);

		tell_day(telling, day, CALENDAR_ROLLED, off == CALENDAR_OPEN ? CALENDAR_CLOSING_DAY : off, counted);
	}
	tell_day(telling, effective_due, CALENDAR_DUE, CALENDAR_OPEN, counted);
}

void explain_deadline(const struct deadline *deadline, const struct policy *then, explain_range_fn *tell, void *context)
{
	struct telling telling = { .calendar = then->calendar, .tell = tell, .context = context };
	int32_t from = deadline->counted_from, counted = 0, end = deadline->due, step;

	if (from != DAY_NONE) {
		if (deadline->counted_days != INTEGER_NONE)
			end = from + (int32_t)deadline->counted_days;
		step = end < from ? -1 : 1;
		tell_day(&telling, from, CALENDAR_SKIPPED, calendar_day_off(then->calendar, from), 0);
		for (int32_t day = from; day != end; ) {
			day += step;
			counted += step;
			tell_day(&telling, day, CALENDAR_COUNTED, calendar_day_off(then->calendar, day), counted);
		}
		tell_moved(&telling, end, deadline->due, counted);
	}
	tell_rolled(&telling, deadline->due, deadline->effective_due, counted);
	flush(&telling);
}

/* The days that the policy has for what was counted. */
static int days_under(const struct policy *policy, const struct policy *then, const struct deadline *deadline,
	const struct breach *breach)
{
	int days = (int)deadline->counted_days;
	enum deadline_kind kind = (enum deadline_kind)deadline->kind;

	if (kind == DEADLINE_DOCUMENTS && days < 0)
		return -policy->documents_before_visit;
	if (kind == DEADLINE_CORRECTION)
		return policy_count_correction(policy, deadline->counted_from, breach == NULL ? TERM_NONE : breach->severity,
			breach == NULL ? TERM_NONE : breach->complexity).days;
	if (days == then->days[kind])
		return policy->days[kind];
	if (kind == DEADLINE_ASSESSMENT && days != 0 && days == then->assessment_after_measurement)
		return policy->assessment_after_measurement;
	return days;
}

struct explain_dates explain_under(const struct policy *policy, const struct policy *then,
	const struct deadline *deadline, const struct breach *breach)
{
	int32_t due = deadline->due;

	if (deadline->counted_from != DAY_NONE && deadline->counted_days != INTEGER_NONE) {
		bool back = deadline->due <= calendar_add_days(deadline->counted_from, deadline->counted_days);

		due = calendar_add_days(deadline->counted_from, days_under(policy, then, deadline, breach));
		if (deadline->kind == DEADLINE_DOCUMENTS && back)
			due = calendar_last_open(policy->calendar, due);
		else if (deadline->kind != DEADLINE_APPEAL)
			due = calendar_next_open(policy->calendar, due);
	}
	return (struct explain_dates){ due, calendar_roll(policy->calendar, due) };
}
