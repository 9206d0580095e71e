/* explain - what is told of a date is the date: every day once, in order, and for a reason that holds. */
#include "unit.h"

#include "core/explain.h"
#include "core/facts.h"

static const struct policy *const usual = &policy_default;

struct heard {
	struct explain_range range[64];
	int count;
};

static void hear(void *context, const struct explain_range *range)
{
	struct heard *heard = context;

	assert_true(heard->count < 64);
	heard->range[heard->count++] = *range;
}

static int days_in(const struct explain_range *range)
{
	return (range->to < range->from ? range->from - range->to : range->to - range->from) + 1;
}

/* Days told as `what`; what is counted follows day by day. */
static int told(const struct heard *heard, enum calendar_what what)
{
	int days = 0;

	for (int i = 0; i < heard->count; i++)
		if (heard->range[i].what == what)
			days += days_in(&heard->range[i]);
	return days;
}

/* One range begins beside where the one before ended, but where the day counted to is told of again. */
static void follows(const struct heard *heard)
{
	for (int i = 1; i < heard->count; i++) {
		int32_t gap = heard->range[i].from - heard->range[i - 1].to;
		bool again = heard->range[i - 1].what == CALENDAR_COUNTED || heard->range[i - 1].what == CALENDAR_SKIPPED;

		assert_true(gap == 1 || gap == -1 || (gap == 0 && again && heard->range[i].what != CALENDAR_COUNTED));
	}
}

static const struct explain_range *last_of(const struct heard *heard)
{
	assert_true(heard->count > 0);
	assert_int_equal(heard->range[heard->count - 1].what, CALENDAR_DUE);
	return &heard->range[heard->count - 1];
}

TEST(a_count_told_ends_where_the_count_ends_for_every_day_of_six_years)
{
	const struct calendar_policy *calendar = usual->calendar;

	for (int32_t day = on("2023-12-20"); day < on("2030-01-12"); day++)
		for (int days = 0; days <= 45; days += day % 7 + 1) {
			struct heard heard = { .count = 0 };
			int32_t end = explain_count(calendar, day, days, hear, &heard),
				due = calendar_add_days(day, days), effective = calendar_roll(calendar, due);

			assert_int_equal(end, effective);
			assert_int_equal(last_of(&heard)->from, effective);
			assert_int_equal(told(&heard, CALENDAR_SKIPPED), 1);
			assert_int_equal(told(&heard, CALENDAR_COUNTED), days);
			assert_int_equal(told(&heard, CALENDAR_ROLLED), effective - due);
			assert_int_equal(last_of(&heard)->counted, days);
			follows(&heard);
		}
}

/* A deadline as it is set: by a count, or (days INTEGER_NONE) stated. */
static struct deadline set(const struct policy *policy, int kind, struct policy_count count, bool stated)
{
	struct deadline deadline = { .kind = kind, .due = count.due, .counted_from = count.from,
		.counted_days = stated ? INTEGER_NONE : count.days,
		.effective_due = calendar_roll(policy->calendar, count.due) };

	return deadline;
}

static void check_deadline(const struct policy *policy, int kind, struct policy_count count)
{
	struct deadline deadline = set(policy, kind, count, false);
	struct heard heard = { .count = 0 };
	struct explain_dates same;
	int32_t end = count.from + count.days, moved = count.due < end ? end - count.due : count.due - end;

	explain_deadline(&deadline, policy, hear, &heard);
	assert_int_equal(last_of(&heard)->from, deadline.effective_due);
	assert_int_equal(told(&heard, CALENDAR_COUNTED), count.days < 0 ? -count.days : count.days);
	assert_int_equal(told(&heard, CALENDAR_ROLLED) + told(&heard, CALENDAR_AVOIDED),
		moved + deadline.effective_due - deadline.due);
	assert_int_equal(last_of(&heard)->counted, count.days);
	follows(&heard);
	same = explain_under(policy, policy, &deadline, NULL);
	assert_int_equal(same.due, deadline.due);
	assert_int_equal(same.effective_due, deadline.effective_due);
}

TEST(a_deadline_counted_on_any_day_is_told_to_the_day_that_stands)
{
	for (int32_t day = on("2025-12-01"); day < on("2028-03-10"); day++) {
		check_deadline(usual, DEADLINE_ASSESSMENT, policy_count_assessment(usual, day, day + day % 40));
		check_deadline(usual, DEADLINE_DRAFT_REPORT, policy_count(usual, DEADLINE_DRAFT_REPORT, day));
		check_deadline(usual, DEADLINE_APPEAL, policy_count(usual, DEADLINE_APPEAL, day));
		check_deadline(usual, DEADLINE_DOCUMENTS, policy_count_documents(usual, day, day + 30 + day % 30));
		check_deadline(usual, DEADLINE_CORRECTION, policy_count_correction(usual, day, TERM_NONE, TERM_NONE));
		check_deadline(usual, DEADLINE_ASSESSMENT, policy_count_none(usual, day));
	}
}

static void check_range(const struct heard *heard, int at, const char *from, const char *to, enum calendar_what what,
	enum calendar_why why)
{
	assert_true(at < heard->count);
	assert_int_equal(heard->range[at].from, on(from));
	assert_int_equal(heard->range[at].to, on(to));
	assert_int_equal(heard->range[at].what, what);
	assert_int_equal(heard->range[at].why, why);
}

TEST(easter_is_told_holiday_by_holiday)
{
	struct heard heard = { .count = 0 };

	assert_int_equal(explain_count(usual->calendar, on("2026-03-26"), 7, hear, &heard), on("2026-04-07"));
	assert_int_equal(heard.count, 9);
	check_range(&heard, 0, "2026-03-26", "2026-03-26", CALENDAR_SKIPPED, CALENDAR_OPEN);
	check_range(&heard, 1, "2026-03-27", "2026-04-01", CALENDAR_COUNTED, CALENDAR_OPEN);    /* over a clock change */
	assert_int_equal(heard.range[1].counted, 6);            /* at its end */
	check_range(&heard, 2, "2026-04-02", "2026-04-02", CALENDAR_COUNTED, CALENDAR_HOLIDAY);
	check_range(&heard, 3, "2026-04-02", "2026-04-02", CALENDAR_ROLLED, CALENDAR_HOLIDAY);
	assert_int_equal(heard.range[3].holiday, HOLIDAY_MAUNDY_THURSDAY);
	check_range(&heard, 4, "2026-04-03", "2026-04-03", CALENDAR_ROLLED, CALENDAR_HOLIDAY);
	check_range(&heard, 5, "2026-04-04", "2026-04-04", CALENDAR_ROLLED, CALENDAR_SATURDAY);
	check_range(&heard, 6, "2026-04-05", "2026-04-05", CALENDAR_ROLLED, CALENDAR_HOLIDAY);
	check_range(&heard, 7, "2026-04-06", "2026-04-06", CALENDAR_ROLLED, CALENDAR_HOLIDAY);
	check_range(&heard, 8, "2026-04-07", "2026-04-07", CALENDAR_DUE, CALENDAR_OPEN);
}

TEST(what_is_far_is_told_in_few_words)
{
	struct heard heard = { .count = 0 };
	struct deadline deadline = { .kind = DEADLINE_CORRECTION, .counted_from = on("2026-01-05"),
		.counted_days = INTEGER_NONE, .due = on("2027-12-01"), .effective_due = on("2027-12-01") };

	explain_deadline(&deadline, usual, hear, &heard);
	assert_true(heard.count < 45);
	assert_int_equal(told(&heard, CALENDAR_COUNTED), deadline.due - deadline.counted_from);
}

TEST(a_summer_that_was_avoided_is_one_range)
{
	struct heard heard = { .count = 0 };
	struct deadline deadline = set(usual, DEADLINE_DRAFT_REPORT, policy_count(usual, DEADLINE_DRAFT_REPORT, on("2026-06-08")), false);

	explain_deadline(&deadline, usual, hear, &heard);
	assert_int_equal(heard.count, 4);
	check_range(&heard, 1, "2026-06-09", "2026-07-08", CALENDAR_COUNTED, CALENDAR_OPEN);
	check_range(&heard, 2, "2026-07-08", "2026-08-02", CALENDAR_AVOIDED, CALENDAR_AVOIDED_WEEK);
	check_range(&heard, 3, "2026-08-03", "2026-08-03", CALENDAR_DUE, CALENDAR_OPEN);
}

TEST(a_day_passed_over_that_no_rule_names_was_a_closing_day_then)
{
	struct heard heard = { .count = 0 };
	struct deadline deadline = { .kind = DEADLINE_PLAN, .counted_from = DAY_NONE, .counted_days = INTEGER_NONE,
		.due = on("2026-05-29"), .effective_due = on("2026-06-01") };

	explain_deadline(&deadline, usual, hear, &heard);
	assert_int_equal(heard.count, 4);
	check_range(&heard, 0, "2026-05-29", "2026-05-29", CALENDAR_ROLLED, CALENDAR_CLOSING_DAY);
	check_range(&heard, 1, "2026-05-30", "2026-05-30", CALENDAR_ROLLED, CALENDAR_SATURDAY);
	check_range(&heard, 2, "2026-05-31", "2026-05-31", CALENDAR_ROLLED, CALENDAR_SUNDAY);
}

TEST(closing_days_are_told_by_name)
{
	static const struct closing_day closed[] = { { 20602, "Flytting" } };
	const struct calendar_policy calendar = { .closing_days = closed, .closing_day_count = 1 };
	struct heard heard = { .count = 0 };

	assert_int_equal(closed[0].date, on("2026-05-29"));
	assert_int_equal(explain_count(&calendar, on("2026-05-27"), 2, hear, &heard), on("2026-06-01"));
	check_range(&heard, 2, "2026-05-29", "2026-05-29", CALENDAR_COUNTED, CALENDAR_CLOSING_DAY);
	assert_string_equal(heard.range[2].name, "Flytting");
	check_range(&heard, 3, "2026-05-29", "2026-05-29", CALENDAR_ROLLED, CALENDAR_CLOSING_DAY);
	assert_string_equal(heard.range[3].name, "Flytting");
}

TEST(leap_days_year_ends_and_clock_changes_are_days_like_others)
{
	static const struct { const char *from; int days; const char *due; } counts[] = {
		{ "2028-02-01", 28, "2028-02-29" }, { "2028-02-29", 365, "2029-02-28" }, { "2027-02-01", 28, "2027-03-01" },
		{ "2026-12-04", 21, "2026-12-28" },     /* the 25th is Christmas Day */
		{ "2026-12-11", 21, "2027-01-04" },     /* the 1st, then a weekend */
		{ "2026-03-22", 7, "2026-03-30" },      /* Sunday 29 March has 23 hours */
		{ "2026-10-18", 7, "2026-10-26" },      /* Sunday 25 October has 25 */
	};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++) {
		struct heard heard = { .count = 0 };

		assert_int_equal(explain_count(usual->calendar, on(counts[i].from), counts[i].days, hear, &heard),
			on(counts[i].due));
		assert_int_equal(told(&heard, CALENDAR_COUNTED), counts[i].days);
	}
}

/* Under other days the same base gives another date; the one that stands is not asked. */
TEST(another_policy_would_count_its_own_days)
{
	struct policy other = policy_default, at_once = policy_default;
	struct breach breach = { .severity = SEVERITY_CRITICAL, .complexity = COMPLEXITY_SIMPLE };
	struct deadline deadline = set(usual, DEADLINE_DRAFT_REPORT, policy_count(usual, DEADLINE_DRAFT_REPORT, on("2026-09-07")), false);

	other.days[DEADLINE_DRAFT_REPORT] = 37;
	other.days[DEADLINE_ASSESSMENT] = 20;
	other.assessment_after_measurement = 7;
	other.documents_before_visit = 28;
	other.correction[SEVERITY_CRITICAL][COMPLEXITY_SIMPLE] = 10;
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, on("2026-10-14"));
	deadline.counted_days = INTEGER_NONE;
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, deadline.due);
	deadline = set(usual, DEADLINE_ASSESSMENT, policy_count_assessment(usual, on("2026-09-07"), DAY_NONE), false);
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, on("2026-09-28"));
	deadline = set(usual, DEADLINE_ASSESSMENT, policy_count_assessment(usual, on("2026-09-07"), on("2026-10-01")), false);
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, on("2026-10-08"));
	deadline = set(usual, DEADLINE_ASSESSMENT, policy_count_none(usual, on("2026-09-07")), false);
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, on("2026-09-07"));
	at_once.assessment_after_measurement = 0;       /* then it is no measurement that counted no days */
	assert_int_equal(explain_under(&other, &at_once, &deadline, NULL).due, on("2026-09-07"));
	deadline = set(usual, DEADLINE_DOCUMENTS, policy_count_documents(usual, on("2026-09-07"), on("2026-10-12")), false);
	assert_int_equal(deadline.counted_days, -21);
	assert_int_equal(explain_under(&other, usual, &deadline, NULL).due, on("2026-09-14"));
	deadline = set(usual, DEADLINE_CORRECTION, policy_count_correction(usual, on("2026-09-07"), SEVERITY_CRITICAL, COMPLEXITY_SIMPLE), false);
	assert_int_equal(explain_under(&other, usual, &deadline, &breach).due, on("2026-09-17"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_count_told_ends_where_the_count_ends_for_every_day_of_six_years),
		cmocka_unit_test(a_deadline_counted_on_any_day_is_told_to_the_day_that_stands),
		cmocka_unit_test(easter_is_told_holiday_by_holiday),
		cmocka_unit_test(what_is_far_is_told_in_few_words),
		cmocka_unit_test(a_summer_that_was_avoided_is_one_range),
		cmocka_unit_test(a_day_passed_over_that_no_rule_names_was_a_closing_day_then),
		cmocka_unit_test(closing_days_are_told_by_name),
		cmocka_unit_test(leap_days_year_ends_and_clock_changes_are_days_like_others),
		cmocka_unit_test(another_policy_would_count_its_own_days),
	};

	return RUN(tests);
}
