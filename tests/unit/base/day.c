/* day - dates and instants survive the way to text and back, and wrong texts do not get in. */
#include "vectors.h"

/* Counted on foot: every day there is, its number, its text and its weekday. */
TEST(lateness_begins_the_day_after)
{
	assert_int_equal(0, day_late(on("2026-03-15"), on("2026-03-16")));
	assert_int_equal(0, day_late(on("2026-03-16"), on("2026-03-16")));
	assert_int_equal(1, day_late(on("2026-03-17"), on("2026-03-16")));
	assert_int_equal(16, day_late(on("2026-04-01"), on("2026-03-16")));
}

TEST(every_day_from_1583_to_9999_has_its_number_and_text)
{
	static const int lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	int32_t day = -141349;                  /* 1583-01-01, a Saturday */
	int weekday = 6;

	for (int year = 1583; year <= 9999; year++)
		for (int month = 1; month <= 12; month++) {
			bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
			int length = lengths[month - 1] + (month == 2 && leap);

			for (int date = 1; date <= length; date++, day++, weekday = weekday % 7 + 1) {
				int y, m, d;

				assert_int_equal(day_of(year, month, date), day);
				day_split(day, &y, &m, &d);
				assert_true(y == year && m == month && d == date);
				assert_int_equal(day_weekday(day), weekday);
			}
		}
	assert_int_equal(day_of(1970, 1, 1), 0);
	assert_int_equal(day, day_of(10000, 1, 1));
}

TEST(a_date_survives_as_text)
{
	char text[DAY_TEXT], expected[32];

	for (int32_t day = day_of(1583, 1, 1); day <= day_of(9999, 12, 31); day += 7) {
		int32_t back = DAY_NONE;
		int y, m, d;

		day_split(day, &y, &m, &d);
		snprintf(expected, sizeof expected, "%d-%02d-%02d", y, m, d);
		assert_string_equal(day_format(day, text), expected);
		assert_true(day_parse(text, &back));
		assert_int_equal(back, day);
	}
}

TEST(what_is_no_date_is_refused_and_changes_nothing)
{
	static const char *const wrong[] = { "", "2026", "2026-", "2026-01", "2026-01-", "2026-01-1", "2026-1-01",
		"2026-01-01 ", " 2026-01-01", "2026-01-01T", "2026/01/01", "2026-01-0a", "20260101", "+026-01-01",
		"2026-00-01", "2026-13-01", "2026-01-00", "2026-01-32", "2026-02-29", "1900-02-29", "2100-02-29",
		"2026-04-31", "1582-12-31", "0000-01-01", "12026-01-01", "-026-01-01", "2026-01--1", "２０２６-01-01" };

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int32_t day = 77;

		if (day_parse(wrong[i], &day) || day != 77)
			fail_msg("taken: %s", wrong[i]);
	}
	assert_int_equal(on("1583-01-01"), -141349);
	assert_int_equal(on("2000-02-29") + 1, on("2000-03-01"));
}

static void same_instant(const char *text, const char *expected)
{
	char again[INSTANT_TEXT];
	int64_t instant = INSTANT_NONE;

	if (!instant_parse(text, &instant))
		fail_msg("refused: %s", text);
	assert_string_equal(instant_format(instant, again), expected);
}

TEST(an_instant_is_read_with_any_offset_and_written_in_utc)
{
	int64_t instant;

	same_instant("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z");
	same_instant("2026-04-02T09:30:00Z", "2026-04-02T09:30:00Z");
	same_instant("2026-04-02T09:30:00+02:00", "2026-04-02T07:30:00Z");
	same_instant("2026-04-02T09:30:00-09:30", "2026-04-02T19:00:00Z");
	same_instant("2026-04-02T23:59:00+23:59", "2026-04-02T00:00:00Z");
	same_instant("2026-01-01T00:59:59+01:00", "2025-12-31T23:59:59Z");
	same_instant("2026-04-02T23:59:59.999999Z", "2026-04-02T23:59:59.999999Z");
	same_instant("2026-04-02T09:30:00.5Z", "2026-04-02T09:30:00.500000Z");
	same_instant("2026-04-02T09:30:00.000001Z", "2026-04-02T09:30:00.000001Z");
	same_instant("2026-04-02T09:30:00.000000Z", "2026-04-02T09:30:00Z");
	same_instant("1969-12-31T23:59:59.25Z", "1969-12-31T23:59:59.250000Z");
	same_instant("9999-12-31T23:59:59Z", "9999-12-31T23:59:59Z");
	assert_true(instant_parse("1970-01-02T00:00:01.000002Z", &instant));
	assert_int_equal(instant, INT64_C(86401000002));
}

TEST(what_is_no_instant_is_refused_and_changes_nothing)
{
	static const char *const wrong[] = { "", "2026-04-02", "2026-04-02T", "2026-04-02T09:30Z", "2026-04-02T09:30:00",
		"2026-04-02 09:30:00Z", "2026-04-02t09:30:00Z", "2026-04-02T09:30:00z", "2026-04-02T24:00:00Z",
		"2026-04-02T09:60:00Z", "2026-06-30T23:59:60Z", "2026-04-02T9:30:00Z", "2026-04-02T09:30:00.Z",
		"2026-04-02T09:30:00.1234567Z", "2026-04-02T09:30:00,5Z", "2026-04-02T09:30:00Z ", "2026-04-02T09:30:00ZZ",
		"2026-04-02T09:30:00+02", "2026-04-02T09:30:00+0200", "2026-04-02T09:30:00+24:00",
		"2026-04-02T09:30:00+02x30", "2026-04-02T09:30:00+0a:30", "2026-04-02T09:30:00+02:60", "2026-04-02T09:30:00+02:00x", "2026-02-30T09:30:00Z",
		"2026-04-02T09:30:00.5", "2026-04-02T09-30:00Z", "2026-04-02T09:30-00Z" };

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		int64_t instant = 77;

		if (instant_parse(wrong[i], &instant) || instant != 77)
			fail_msg("taken: %s", wrong[i]);
	}
}

TEST(an_instant_survives_as_text)
{
	int64_t first = (int64_t)day_of(1583, 1, 1) * 86400000000, end = (int64_t)day_of(10000, 1, 1) * 86400000000;
	uint64_t seed = 13;

	for (int i = 0; i < 200000; i++) {
		int64_t instant = chance_between(&seed, first, end - 1), back;
		char text[INSTANT_TEXT];

		if (i % 3 == 0)
			instant -= instant % 1000000;
		assert_true(instant_parse(instant_format(instant, text), &back));
		assert_int_equal(back, instant);
	}
}

/* Texts near to right ones: whatever is taken must be what it says. */
TEST(a_damaged_text_is_refused_or_means_what_it_says)
{
	static const char *const right[] = { "2026-04-02", "2026-04-02T09:30:00Z", "2024-02-29T23:59:59.123456+01:00" };
	uint64_t seed = 17;
	int taken = 0;

	for (int i = 0; i < 300000; i++) {
		char text[40], again[INSTANT_TEXT];
		int32_t day;
		int64_t instant;

		strcpy(text, right[i % 3]);
		for (int64_t harm = chance_between(&seed, 1, 3); harm > 0; harm--)
			text[chance(&seed) % strlen(right[i % 3])] = "0123456789-:TZ.+ x"[chance(&seed) % 18];
		if (day_parse(text, &day)) {
			assert_string_equal(day_format(day, again), text);
			taken++;
		}
		if (instant_parse(text, &instant)) {
			assert_true(strchr(text, 'T') == text + 10);
			if (strlen(text) == 20) {
				assert_string_equal(instant_format(instant, again), text);
			}
			taken++;
		}
	}
	assert_true(taken > 1000);
}

static void check_oslo(char **word, int count)
{
	int64_t instant = INSTANT_NONE;
	char text[DAY_TEXT];

	assert_int_equal(count, 3);
	assert_true(instant_parse(word[1], &instant));
	if (strcmp(day_format(instant_day(instant), text), word[2]) != 0)
		fail_msg("%s is %s in Oslo, not %s", word[1], word[2], text);
}

TEST(the_day_in_oslo_follows_summer_time)
{
	vectors_check("calendar.txt", "oslo", 900, check_oslo);
}

/* One midnight a day, at 22:00 or 23:00 UTC, and 23 and 25 hours between two of them once a year. */
TEST(a_day_in_oslo_begins_once)
{
	for (int year = 1996; year <= 2195; year++) {
		int shorter = 0, longer = 0;
		int64_t hour = (int64_t)day_of(year, 1, 1) * 24 - 1, began = hour;
		int32_t day = day_of(year, 1, 1);

		assert_int_equal(instant_day(hour * 3600000000 - 1), day - 1);
		for (; day < day_of(year + 1, 1, 1); day++) {
			while (instant_day(hour * 3600000000) == day)
				hour++;
			assert_int_equal(instant_day(hour * 3600000000), day + 1);
			assert_int_equal(instant_day(hour * 3600000000 - 1), day);
			shorter += hour - began == 23;
			longer += hour - began == 25;
			assert_in_range(hour - began, 23, 25);
			began = hour;
		}
		assert_int_equal(shorter, 1);
		assert_int_equal(longer, 1);
	}
}

TEST(the_clock_on_the_wall_shows_each_minute_at_its_instant)
{
	for (int32_t day = on("2020-01-01"); day < on("2030-01-01"); day++) {
		int64_t midnight = day_instant(day, 0);

		assert_int_equal(instant_day(midnight), day);
		assert_int_equal(instant_day(midnight - 1), day - 1);
		assert_int_equal(day_instant(day, 24 * 60), day_instant(day + 1, 0));
		/* the sun has nothing to do with it: noon is twelve hours after midnight but on two days */
		if (day_weekday(day) != 7)
			assert_int_equal(day_instant(day, 12 * 60) - midnight, INT64_C(12) * 3600 * 1000000);
	}
	assert_int_equal(day_instant(on("2026-03-29"), 8 * 60), day_instant(on("2026-03-29"), 0) + INT64_C(7) * 3600000000);
	assert_int_equal(day_instant(on("2026-10-25"), 8 * 60), day_instant(on("2026-10-25"), 0) + INT64_C(9) * 3600000000);
	assert_int_equal(day_instant(on("2026-10-25"), 150), day_instant(on("2026-10-25"), 0) + INT64_C(150) * 60000000);
}

TEST(an_instant_before_1970_and_before_summer_time_has_its_day)
{
	int64_t instant;

	assert_true(instant_parse("1969-12-31T22:59:59.999999Z", &instant));
	assert_int_equal(instant_day(instant), -1);
	assert_int_equal(instant_day(instant + 1), 0);
	assert_true(instant_parse("1995-07-01T22:30:00Z", &instant));
	assert_int_equal(instant_day(instant), on("1995-07-01"));
	assert_true(instant_parse("1996-07-01T22:30:00Z", &instant));
	assert_int_equal(instant_day(instant), on("1996-07-02"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lateness_begins_the_day_after),
		cmocka_unit_test(every_day_from_1583_to_9999_has_its_number_and_text),
		cmocka_unit_test(a_date_survives_as_text),
		cmocka_unit_test(what_is_no_date_is_refused_and_changes_nothing),
		cmocka_unit_test(an_instant_is_read_with_any_offset_and_written_in_utc),
		cmocka_unit_test(what_is_no_instant_is_refused_and_changes_nothing),
		cmocka_unit_test(an_instant_survives_as_text),
		cmocka_unit_test(a_damaged_text_is_refused_or_means_what_it_says),
		cmocka_unit_test(the_day_in_oslo_follows_summer_time),
		cmocka_unit_test(a_day_in_oslo_begins_once),
		cmocka_unit_test(the_clock_on_the_wall_shows_each_minute_at_its_instant),
		cmocka_unit_test(an_instant_before_1970_and_before_summer_time_has_its_day),
	};

	return RUN(tests);
}
