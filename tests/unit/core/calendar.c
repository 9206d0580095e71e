/* calendar - holidays, working days, counts and avoided periods, against golden vectors and by exhaustion. */
#include "vectors.h"

#include "core/calendar.h"

static const struct calendar_policy *const usual = &calendar_policy_default;
static const struct calendar_policy never = { .avoided_weeks = ~UINT64_C(0) };

static int holidays_of(int year, const char *code)
{
	struct holiday_date dates[HOLIDAYS];
	int count = calendar_holidays(year, dates), found = 0;

	for (int i = 0; i < count; i++)
		found += strcmp(holiday_names[dates[i].holiday].code, code) == 0;
	return found;
}

static void check_moved(char **word, int count)
{
	struct holiday_date dates[HOLIDAYS];
	int year = atoi(word[1]);
	static const enum holiday moved[] = { HOLIDAY_MAUNDY_THURSDAY, HOLIDAY_GOOD_FRIDAY, HOLIDAY_EASTER_SUNDAY,
		HOLIDAY_EASTER_MONDAY, HOLIDAY_ASCENSION, HOLIDAY_WHIT_SUNDAY, HOLIDAY_WHIT_MONDAY };

	assert_int_equal(count, 9);
	assert_int_equal(calendar_holidays(year, dates), 12);
	for (int i = 0; i < 7; i++) {
		char text[32];
		bool listed = false;

		snprintf(text, sizeof text, "%d-%s", year, word[2 + i]);
		assert_true(day_is_holiday(on(text)));
		for (int j = 0; j < 12; j++)
			listed |= dates[j].holiday == moved[i] && dates[j].day == on(text);
		assert_true(listed);
	}
}

TEST(movable_holidays_stand_as_expected_from_1900_to_2200)
{
	vectors_check("calendar.txt", "moved", 301, check_moved);
}

static void check_fixed(char **word, int count)
{
	for (int year = 1583; year <= 2600; year++)
		for (int i = 1; i < count; i++) {
			char text[32];

			snprintf(text, sizeof text, "%d-%s", year, word[i]);
			assert_true(day_is_holiday(on(text)));
		}
}

TEST(fixed_holidays_stand_every_year)
{
	vectors_check("calendar.txt", "fixed", 1, check_fixed);
	assert_int_equal(holidays_of(2026, "christmas_day"), 1);
}

TEST(a_year_has_twelve_holidays_by_date_and_no_other_day_is_one)
{
	for (int year = 1583; year <= 3000; year++) {
		struct holiday_date dates[HOLIDAYS];
		unsigned seen = 0;
		int days = 0, count = calendar_holidays(year, dates);

		assert_int_equal(count, 12);
		for (int i = 0; i < count; i++) {
			seen |= 1u << dates[i].holiday;
			assert_true(i == 0 || dates[i - 1].day <= dates[i].day);
			days += i == 0 || dates[i - 1].day != dates[i].day;
		}
		assert_int_equal(seen, (1u << HOLIDAYS) - 2);
		for (int32_t day = day_of(year, 1, 1); day < day_of(year + 1, 1, 1); day++)
			days -= day_is_holiday(day);
		assert_int_equal(days, 0);
	}
}

/* Oudin (1940), another way to the same day: see Urban and Seidelmann, Explanatory Supplement, 15. */
static int32_t oudin(int y)
{
	int g = y % 19, c = y / 100, h = (c - c / 4 - (8 * c + 13) / 25 + 19 * g + 15) % 30;
	int i = h - h / 28 * (1 - h / 28 * (29 / (h + 1)) * ((21 - g) / 11));
	int l = i - (y + y / 4 + i + 2 - c + c / 4) % 7, month = 3 + (l + 40) / 44;

	return day_of(y, month, l + 28 - 31 * (month / 4));
}

TEST(easter_is_a_sunday_after_the_equinox)
{
	/* Astronomical Algorithms, chapter 8: its own examples, and the earliest and latest there are. */
	static const char *const known[] = { "1818-03-22", "1886-04-25", "1943-04-25", "1954-04-18", "1961-04-02",
		"1991-03-31", "1992-04-19", "1993-04-11", "2000-04-23", "2038-04-25", "2285-03-22" };

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		assert_int_equal(calendar_easter(atoi(known[i])), on(known[i]));
	for (int year = 1583; year <= 9999; year++) {
		int32_t easter = calendar_easter(year);

		assert_int_equal(easter, oudin(year));
		assert_int_equal(day_weekday(easter), 7);
		assert_in_range(easter, day_of(year, 3, 22), day_of(year, 4, 25));
	}
}

TEST(a_day_that_is_two_holidays_has_one_name_and_stands_twice_in_the_year)
{
	struct holiday_date dates[HOLIDAYS];
	int both = 0;

	assert_int_equal(day_holiday(on("2027-05-17")), HOLIDAY_CONSTITUTION);
	assert_int_equal(calendar_holidays(2027, dates), 12);
	for (int i = 0; i < 12; i++)
		both += dates[i].day == on("2027-05-17");
	assert_int_equal(both, 2);
	assert_int_equal(dates[8].holiday, HOLIDAY_CONSTITUTION);
	assert_int_equal(dates[9].holiday, HOLIDAY_WHIT_MONDAY);
	assert_int_equal(day_holiday(on("2008-05-01")), HOLIDAY_LABOUR);        /* Ascension Day too */
	assert_int_equal(day_holiday(on("2026-12-24")), HOLIDAY_NONE);
	assert_int_equal(day_holiday(on("2026-12-31")), HOLIDAY_NONE);
}

TEST(every_holiday_has_a_code_and_names_in_three_languages)
{
	for (int i = HOLIDAY_NONE + 1; i < HOLIDAYS; i++) {
		const struct holiday_name *name = &holiday_names[i];

		assert_true(name->code[0] && name->nb[0] && name->nn[0] && name->en[0]);
		assert_int_equal(holidays_of(2026, name->code), 1);
	}
	assert_string_equal(holiday_names[day_holiday(on("2026-04-02"))].nb, "skjærtorsdag");
	assert_string_equal(holiday_names[day_holiday(on("2026-04-02"))].nn, "skjertorsdag");
	assert_string_equal(holiday_names[day_holiday(on("2026-04-03"))].code, "good_friday");
}

static void check_effective(char **word, int count)
{
	(void)count;
	same_day(calendar_roll(usual, on(word[1])), word[2], word);
}

static void check_back(char **word, int count)
{
	(void)count;
	same_day(calendar_roll_back(usual, on(word[1])), word[2], word);
}

TEST(a_due_date_runs_to_the_next_working_day)
{
	vectors_check("calendar.txt", "effective", 600, check_effective);
	vectors_check("calendar.txt", "back", 200, check_back);
}

static void check_count(char **word, int count)
{
	int32_t (*add)(int32_t, int64_t) = word[0][0] == 'd' ? calendar_add_days : word[0][0] == 'w' ? calendar_add_weeks
		: word[0][0] == 'm' ? calendar_add_months : calendar_add_years;

	assert_int_equal(count, 4);
	same_day(add(on(word[1]), atoll(word[2])), word[3], word);
}

TEST(counts_end_where_expected)
{
	vectors_check("calendar.txt", "days", 70, check_count);
	vectors_check("calendar.txt", "weeks", 40, check_count);
	vectors_check("calendar.txt", "months", 90, check_count);
	vectors_check("calendar.txt", "years", 7, check_count);
	assert_int_equal(calendar_add_months(on("2026-03-31"), -1), on("2026-02-28"));
	assert_int_equal(calendar_add_months(on("2026-01-15"), -1), on("2025-12-15"));
	assert_int_equal(calendar_add_months(on("2026-12-31"), 0), on("2026-12-31"));
	assert_int_equal(calendar_add_years(on("2024-02-29"), -4), on("2020-02-29"));
}

TEST(a_count_that_leaves_the_calendar_is_no_day)
{
	int32_t first = on("1583-01-01"), last = on("9999-12-31");

	assert_int_equal(calendar_add_days(first, -1), DAY_NONE);
	assert_int_equal(calendar_add_days(last, 1), DAY_NONE);
	assert_int_equal(calendar_add_days(first, last - first), last);
	assert_int_equal(calendar_add_days(last, first - last), first);
	assert_int_equal(calendar_add_days(0, INT64_MAX), DAY_NONE);
	assert_int_equal(calendar_add_days(-1, INT64_MIN), DAY_NONE);
	assert_int_equal(calendar_add_weeks(0, INT64_MAX / 2), DAY_NONE);
	assert_int_equal(calendar_add_months(last, 1), DAY_NONE);
	assert_int_equal(calendar_add_months(on("9999-11-30"), 1), on("9999-12-30"));
	assert_int_equal(calendar_add_months(first, -1), DAY_NONE);
	assert_int_equal(calendar_add_months(on("1583-02-01"), -1), first);
	assert_int_equal(calendar_add_months(0, INT64_MAX), DAY_NONE);
	assert_int_equal(calendar_add_years(0, INT64_MAX / 2), DAY_NONE);
	assert_int_equal(calendar_add_days(DAY_NONE, 1), DAY_NONE);
	assert_int_equal(calendar_add_months(DAY_NONE, 1), DAY_NONE);
	assert_int_equal(calendar_roll(usual, DAY_NONE), DAY_NONE);
	assert_int_equal(calendar_roll_back(usual, DAY_NONE), DAY_NONE);
	assert_int_equal(calendar_next_open(usual, DAY_NONE), DAY_NONE);
	assert_int_equal(calendar_last_open(&never, DAY_NONE), DAY_NONE);
}

static void check_week(char **word, int count)
{
	(void)count;
	assert_int_equal(calendar_week(on(word[1])), atoi(word[3]));
}

TEST(weeks_are_those_of_iso_8601)
{
	vectors_check("calendar.txt", "week", 230, check_week);
}

static void check_avoided(char **word, int count)
{
	(void)count;
	if ((calendar_period_avoided(usual, on(word[1])) != CALENDAR_OPEN) != atoi(word[2]))
		fail_msg("avoided %s %s", word[1], word[2]);
}

static void check_counted(char **word, int count)
{
	(void)count;
	same_day(calendar_next_open(usual, on(word[1])), word[2], word);
}

TEST(new_dates_avoid_the_periods_of_the_policy)
{
	vectors_check("calendar.txt", "avoided", 80, check_avoided);
	vectors_check("calendar.txt", "counted", 80, check_counted);
	assert_int_equal(calendar_period_avoided(usual, on("2026-04-05")), CALENDAR_EASTER_WEEK);
	assert_int_equal(calendar_period_avoided(usual, on("2026-07-06")), CALENDAR_AVOIDED_WEEK);
	assert_int_equal(calendar_period_avoided(usual, on("2026-08-03")), CALENDAR_OPEN);
	assert_int_equal(calendar_last_open(usual, on("2026-07-29")), on("2026-07-03"));
	assert_int_equal(calendar_last_open(usual, on("2027-01-02")), on("2026-12-18"));
	assert_int_equal(calendar_last_open(usual, on("2026-06-12")), on("2026-06-12"));
}

TEST(the_reason_against_a_day_is_named)
{
	static const struct closing_day closed[] = { { 20455, NULL }, { 20454, NULL } };       /* 2026-01-02 and 2026-01-01 */
	struct calendar_policy policy = { .closing_days = closed, .closing_day_count = 2 };

	assert_int_equal(closed[0].date, on("2026-01-02"));
	assert_int_equal(calendar_day_off(usual, on("2026-01-02")), CALENDAR_OPEN);
	assert_int_equal(calendar_day_off(&policy, on("2026-01-02")), CALENDAR_CLOSING_DAY);
	assert_int_equal(calendar_day_off(&policy, on("2026-01-01")), CALENDAR_HOLIDAY);
	assert_int_equal(calendar_day_off(&policy, on("2026-01-03")), CALENDAR_SATURDAY);
	assert_int_equal(calendar_day_off(&policy, on("2026-01-04")), CALENDAR_SUNDAY);
	assert_int_equal(calendar_day_off(&policy, on("2026-12-26")), CALENDAR_HOLIDAY);        /* a Saturday */
	policy.closing_day_count = 1;
	assert_int_equal(calendar_day_off(&policy, on("2026-01-02")), CALENDAR_CLOSING_DAY);
	assert_int_equal(calendar_roll(&policy, on("2026-01-01")), on("2026-01-05"));
	assert_int_equal(calendar_roll_back(&policy, on("2026-01-02")), on("2025-12-31"));
	assert_string_equal(calendar_whys.word[CALENDAR_EASTER_WEEK], "easter_week");
	assert_string_equal(calendar_whys.word[CALENDAR_CLOSING_DAY], "closing_day");
	assert_string_equal(calendar_whys.word[CALENDAR_SATURDAY], "saturday");
}

TEST(a_policy_without_periods_avoids_none_and_one_that_avoids_all_avoids_none)
{
	struct calendar_policy none = { 0 };

	for (int32_t day = on("2026-01-01"); day <= on("2028-12-31"); day++) {
		assert_int_equal(calendar_period_avoided(&none, day), CALENDAR_OPEN);
		assert_int_equal(calendar_next_open(&none, day), calendar_roll(&none, day));
		assert_int_equal(calendar_next_open(&never, day), calendar_roll(&never, day));
		assert_int_equal(calendar_last_open(&never, day), calendar_roll_back(&never, day));
	}
}

/* Slow and plain: what next_open and the others say, looked for one day at a time. */
TEST(the_nearest_day_is_found_both_ways)
{
	for (int32_t day = on("2025-01-01"); day <= on("2035-12-31"); day++) {
		int32_t next = day, last = day;

		while (calendar_day_off(usual, next) || calendar_period_avoided(usual, next))
			next++;
		while (calendar_day_off(usual, last) || calendar_period_avoided(usual, last))
			last--;
		assert_int_equal(calendar_next_open(usual, day), next);
		assert_int_equal(calendar_last_open(usual, day), last);
	}
}

/* Told steps as text, a line each. */
struct told { char text[4096]; int length, steps; int32_t day; };

static void tell(void *context, const struct calendar_step *step)
{
	struct told *told = context;
	char day[DAY_TEXT];

	if (told->length < (int)sizeof told->text - 80)
		told->length += snprintf(told->text + told->length, sizeof told->text - (size_t)told->length,
			"%s %s %s %s %d\n", day_format(step->day, day), calendar_whats.word[step->what],
			calendar_whys.word[step->why], holiday_names[step->holiday].code, step->counted);
	told->steps++;
	told->day = step->day;
}

TEST(a_count_is_told_day_by_day)
{
	struct told told = { .length = 0 };

	assert_int_equal(calendar_explain(usual, on("2026-03-31"), 3, false, tell, &told), on("2026-04-07"));
	assert_string_equal(told.text,
		"2026-03-31 skipped open  0\n"
		"2026-04-01 counted open  1\n"
		"2026-04-02 counted holiday maundy_thursday 2\n"
		"2026-04-03 counted holiday good_friday 3\n"
		"2026-04-03 rolled holiday good_friday 3\n"
		"2026-04-04 rolled saturday  3\n"
		"2026-04-05 rolled holiday easter_sunday 3\n"
		"2026-04-06 rolled holiday easter_monday 3\n"
		"2026-04-07 due open  3\n");

	told = (struct told){ .length = 0 };
	assert_int_equal(calendar_explain_due(usual, on("2026-04-02"), true, tell, &told), on("2026-04-07"));
	assert_string_equal(told.text,
		"2026-04-02 avoided easter_week maundy_thursday 0\n"
		"2026-04-03 avoided easter_week good_friday 0\n"
		"2026-04-04 avoided easter_week  0\n"
		"2026-04-05 avoided easter_week easter_sunday 0\n"
		"2026-04-06 rolled holiday easter_monday 0\n"
		"2026-04-07 due open  0\n");

	told = (struct told){ .length = 0 };
	assert_int_equal(calendar_explain(usual, on("2026-06-12"), 0, true, tell, &told), on("2026-06-12"));
	assert_string_equal(told.text, "2026-06-12 skipped open  0\n2026-06-12 due open  0\n");

	told = (struct told){ .length = 0 };
	assert_int_equal(calendar_explain(usual, on("2026-06-12"), -1, true, tell, &told), DAY_NONE);
	assert_int_equal(calendar_explain(usual, on("9999-12-30"), 2, true, tell, &told), DAY_NONE);
	assert_int_equal(calendar_explain_due(usual, DAY_NONE, true, tell, &told), DAY_NONE);
	assert_int_equal(told.steps, 0);
}

TEST(what_is_told_is_what_is_counted)
{
	uint64_t seed = 11;

	for (int i = 0; i < 20000; i++) {
		int32_t from = (int32_t)chance_between(&seed, on("1990-01-01"), on("2100-01-01"));
		int32_t days = (int32_t)chance_between(&seed, 0, 60);
		bool avoid = chance(&seed) & 1;
		const struct calendar_policy *policy = chance(&seed) % 8 == 0 ? &never : usual;
		struct told told = { .length = 0 };
		int32_t end = calendar_explain(policy, from, days, avoid, tell, &told);

		assert_int_equal(end, (avoid ? calendar_next_open : calendar_roll)(policy, from + days));
		assert_int_equal(told.day, end);
		assert_int_equal(told.steps, days + 1 + (end - from - days) + 1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(movable_holidays_stand_as_expected_from_1900_to_2200),
		cmocka_unit_test(fixed_holidays_stand_every_year),
		cmocka_unit_test(a_year_has_twelve_holidays_by_date_and_no_other_day_is_one),
		cmocka_unit_test(easter_is_a_sunday_after_the_equinox),
		cmocka_unit_test(a_day_that_is_two_holidays_has_one_name_and_stands_twice_in_the_year),
		cmocka_unit_test(every_holiday_has_a_code_and_names_in_three_languages),
		cmocka_unit_test(a_due_date_runs_to_the_next_working_day),
		cmocka_unit_test(counts_end_where_expected),
		cmocka_unit_test(a_count_that_leaves_the_calendar_is_no_day),
		cmocka_unit_test(weeks_are_those_of_iso_8601),
		cmocka_unit_test(new_dates_avoid_the_periods_of_the_policy),
		cmocka_unit_test(the_reason_against_a_day_is_named),
		cmocka_unit_test(a_policy_without_periods_avoids_none_and_one_that_avoids_all_avoids_none),
		cmocka_unit_test(the_nearest_day_is_found_both_ways),
		cmocka_unit_test(a_count_is_told_day_by_day),
		cmocka_unit_test(what_is_told_is_what_is_counted),
	};

	return RUN(tests);
}
