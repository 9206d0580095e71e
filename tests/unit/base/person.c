/*
 * person - numbers of persons are found however they are written, and other numbers are not.
 * The numbers are nobody's: born before 1900, or made for tests (month + 40, month + 80).
 */
#include "vectors.h"

#include "base/person.h"

static const char *const valid[] = {
	"01015450068", "31015472955", "29025650024",            /* 1854, 1854, a leap day in 1856 */
	"41015450051", "71015450074",                           /* D-nummer */
	"01415450040", "01815450023", "41815450017",            /* made for tests, the last with a D-nummer's day */
	"01819990081", "01813996983", "01814090082",            /* 1999, 2039, 1940 by their individual numbers */
	"01815474070",                                          /* the last century that counts to 749 */
};

TEST(a_valid_number_is_valid)
{
	for (size_t i = 0; i < sizeof valid / sizeof valid[0]; i++)
		assert_true(person_number_valid(valid[i]));
}

static void check_person(char **word, int count)
{
	bool expected = strcmp(word[1], "valid") == 0;
	size_t offset;

	assert_int_equal(count, 3);
	if (person_number_find(word[2], &offset) != expected)
		fail_msg("%s is %s", word[2], word[1]);
	if (strlen(word[2]) == 11)
		assert_int_equal(person_number_valid(word[2]), expected);
}

TEST(numbers_are_judged_as_expected)
{
	vectors_check("org_numbers.txt", "fnr", 177, check_person);
	vectors_check("org_numbers.txt", "dnr", 172, check_person);
}

TEST(right_check_digits_on_a_date_or_year_that_is_not_are_nobody)
{
	static const char *const nobody[] = {
		"29025550003", "30025650073", "29020000064",    /* no leap day in 1855 and 1900, no 30 February */
		"00125450067", "32015450281", "72015450003",    /* day 0, 32, 72 */
		"01005450078", "01135450096", "01535450079", "01935450051",     /* month 0, 13, 53, 93 */
		"01014050066", "01814089009", "01815350002", "01815475026",     /* no century has it */
	};

	for (size_t i = 0; i < sizeof nobody / sizeof nobody[0]; i++)
		assert_false(person_number_valid(nobody[i]));
}

TEST(any_one_character_wrong_is_nobody)
{
	for (size_t v = 0; v < sizeof valid / sizeof valid[0]; v++)
		for (int i = 0; i < 11; i++)
			for (int c = 0; c < 256; c++) {
				char text[12];

				memcpy(text, valid[v], 12);
				text[i] = (char)c;
				assert_int_equal(person_number_valid(text), c == valid[v][i]);
			}
}

/* Nine digits with their check digits by the book; a check digit of 10 becomes ':', which is '0' + 10. */
static void complete(char digits[12])
{
	static const int first[] = { 3, 7, 6, 1, 8, 9, 4, 5, 2 }, second[] = { 5, 4, 3, 2, 7, 6, 5, 4, 3, 2 };
	int sum = 0;

	for (int i = 0; i < 9; i++)
		sum += first[i] * (digits[i] - '0');
	digits[9] = (char)('0' + (11 - sum % 11) % 11);
	sum = 0;
	for (int i = 0; i < 10; i++)
		sum += second[i] * (digits[i] - '0');
	digits[10] = (char)('0' + (11 - sum % 11) % 11);
	digits[11] = '\0';
}

/* Every year and individual number, on 28 and 29 February, against the register's table of centuries. */
TEST(the_individual_number_tells_the_century)
{
	static const struct { int first, last, year_first, year_last, century; } series[] = {
		{ 0, 499, 0, 99, 1900 }, { 500, 749, 54, 99, 1800 }, { 500, 999, 0, 39, 2000 }, { 900, 999, 40, 99, 1900 },
	};
	int valid_days = 0;

	for (int date = 28; date <= 29; date++)
	for (int yy = 0; yy < 100; yy++)
	for (int individual = 0; individual < 1000; individual++) {
		char digits[32];
		int year = 0;
		bool leap, expected;

		for (int i = 0; i < 4; i++)
			if (individual >= series[i].first && individual <= series[i].last && yy >= series[i].year_first
			    && yy <= series[i].year_last)
				year = series[i].century + yy;
		leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
		snprintf(digits, sizeof digits, "%02d82%02d%03d", date, yy, individual);
		complete(digits);
		expected = year != 0 && (date == 28 || leap) && digits[9] != ':' && digits[10] != ':';
		if (person_number_valid(digits) != expected)
			fail_msg("%s of %d", digits, year);
		valid_days += expected;
	}
	assert_true(valid_days > 50000);
}

TEST(no_digit_may_touch_a_number)
{
	size_t offset;

	for (char c = '0'; c <= '9'; c++) {
		char text[16];

		snprintf(text, sizeof text, "%c01015450068", c);
		assert_false(person_number_find(text, &offset));
		snprintf(text, sizeof text, "01015450068%c", c);
		assert_false(person_number_find(text, &offset));
	}
}

TEST(a_number_is_found_as_people_write_it)
{
	static const struct { const char *text; size_t offset; } found[] = {
		{ "01015450068", 0 }, { "Pasienten (01015450068) ble", 11 }, { "fnr01015450068.", 3 },
		{ "010154 50068", 0 }, { "010154-50068", 0 }, { "010154.50068", 0 }, { "født 010154\n50068", 6 },
		{ "010154\u00a050068", 0 }, { "010154\u201150068", 0 }, { "010154\u201350068", 0 },
		{ "010154\u202f50068", 0 }, { "010154\u200950068", 0 }, { "010154\u201050068", 0 }, { "010154\t50068", 0 },
		{ "01.01.54 50068", 0 }, { "01 01 54 50068", 0 }, { "01-01-5450068", 0 }, { "010154 500 68", 0 },
		{ "010154500 68", 0 },
		{ "123 01015450068", 4 }, { "01015450068 123", 0 }, { "41015450051", 0 },
		{ "12345678901, 01015450068", 13 }, { "æøå 010154 50068", 7 },
		{ "ref 12 01015450068", 7 }, { "01815450023 og 01015450068", 0 },
	};

	for (size_t i = 0; i < sizeof found / sizeof found[0]; i++) {
		size_t offset = 9999;

		if (!person_number_find(found[i].text, &offset))
			fail_msg("not found: %s", found[i].text);
		assert_int_equal(offset, found[i].offset);
	}
}

TEST(other_numbers_are_left_alone)
{
	static const char *const others[] = {
		"", "1", "0101545006", "010154500681", "101015450068", "01015450069", "0101 5450068", "01.0154 50068",
		"0101.54 50068", "010154  50068", "010154 5 0068", "010154/50068", "0 1015450068",
		"974760673", "2026-03-01 2026-03-31", "01.03.2026 12345", "1234 56 78903", "1234.56.78903",
		"22 82 00 00, 47 11 22 33", "010154 5006", "0101545006８",
	};

	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++) {
		size_t offset = 9999;

		if (person_number_find(others[i], &offset))
			fail_msg("found in: %s", others[i]);
		assert_int_equal(offset, 9999);
	}
}

TEST(a_bank_account_that_is_also_a_number_of_a_person_is_read_as_it_is_written)
{
	size_t offset;

	assert_false(person_number_find("0101.54.50068", &offset));
	assert_false(person_number_find("0101 54 50068", &offset));
	assert_true(person_number_find("01015450068", &offset));
}

/* In any noise, found exactly when it was put there with no digit beside it. */
TEST(noise_hides_no_number_and_makes_none)
{
	static const char noise[] = "abc æøå, -.\n0123456789 ";
	uint64_t seed = 7;

	for (int round = 0; round < 50000; round++) {
		char text[128];
		int length = (int)chance_between(&seed, 0, 40), at = 0;
		size_t offset = 9999, put;

		for (int i = 0; i < length; i++)
			text[at++] = "abcx ,-.\n;"[chance(&seed) % 10];
		put = (size_t)at;
		memcpy(text + at, valid[chance(&seed) % (sizeof valid / sizeof valid[0])], 11);
		at += 11;
		text[at] = '\0';
		assert_true(person_number_find(text, &offset));
		assert_int_equal(offset, put);

		for (int i = 0; i < length; i++)
			text[i] = noise[chance(&seed) % (sizeof noise - 1)];
		text[length] = '\0';
		offset = 9999;
		if (person_number_find(text, &offset))
			assert_in_range(offset, 0, length - 11);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_valid_number_is_valid),
		cmocka_unit_test(numbers_are_judged_as_expected),
		cmocka_unit_test(right_check_digits_on_a_date_or_year_that_is_not_are_nobody),
		cmocka_unit_test(any_one_character_wrong_is_nobody),
		cmocka_unit_test(the_individual_number_tells_the_century),
		cmocka_unit_test(no_digit_may_touch_a_number),
		cmocka_unit_test(a_number_is_found_as_people_write_it),
		cmocka_unit_test(other_numbers_are_left_alone),
		cmocka_unit_test(a_bank_account_that_is_also_a_number_of_a_person_is_read_as_it_is_written),
		cmocka_unit_test(noise_hides_no_number_and_makes_none),
	};

	return RUN(tests);
}
