/* check - what a text must be: addresses, numbers, hashes, letters, and periods. */
#include "values.h"

TEST(an_address_of_e_mail_has_one_at_and_a_domain)
{
	static const char *const good[] = { "a@b.no", "post.mottak+sak@statsforvalteren.no",
		"a@b-c.d.no", "post@blåbær.no", "a@例え.jp", "a_b'c@x.io" };
	static const char *const bad[] = { "a", "@b.no", "a@", "a@b", "a@b@c.no", "a@.no", "a@b.",
		"a@b..no", "a b@c.no",
		"a@b.no\n", "a@b.no\tx", "<a@b.no>", "a@b.no,c@d.no", "a;b@c.no", "a:b@c.no", "\"a\"@b.no", "a(b)@c.no",
		"a@[b.no]", "a\\b@c.no", "", "@", ".", "é@b.no", "a@b.no\r", "a@b.no\x01", "a\x7f@b.no",
		"a@b\xc2\xa0.no", "a@b\xc2\x85.no", "a@b\xe2\x80\xa8.no", "a@b\xe3\x80\x80.no" };

	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		if (check_email(good[i]) != 0)
			fail_msg("%s is refused", good[i]);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		if (check_email(bad[i]) != REFUSAL_invalid_email)
			fail_msg("%s is taken", bad[i]);
}

TEST(numbers_and_hashes_have_their_digits_and_no_more)
{
	char hash[66] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

	assert_int_equal(0, check_municipality_number("0301"));
	assert_int_equal(REFUSAL_invalid_municipality_number, check_municipality_number("301"));
	assert_int_equal(REFUSAL_invalid_municipality_number, check_municipality_number("03011"));
	assert_int_equal(REFUSAL_invalid_municipality_number, check_municipality_number("03 1"));
	assert_int_equal(0, check_org_number("974760673"));
	assert_int_equal(REFUSAL_invalid_org_number, check_org_number("974760674"));
	assert_int_equal(0, check_sha256(hash));
	hash[63] = 'A';
	assert_int_equal(REFUSAL_invalid_sha256, check_sha256(hash));
	hash[63] = '\0';
	assert_int_equal(REFUSAL_invalid_sha256, check_sha256(hash));
}

TEST(control_characters_are_refused_but_newline_and_tab)
{
	const struct field field = { .max = 100 };
	static const struct { const char *text; size_t length; int refusal; } cases[] = {
		{ "a\nb\tc", 5, 0 }, { "a\0b", 3, REFUSAL_control_character }, { "a\r\n", 3, REFUSAL_control_character },
		{ "\x1f", 1, REFUSAL_control_character }, { "a\x7f", 2, REFUSAL_control_character },
		{ "a\xc2\x80", 3, REFUSAL_control_character }, { "a\xc2\x9f", 3, REFUSAL_control_character },
		{ "a\xc2\xa0", 3, 0 }, { "\xc3\x85", 2, 0 }, { "\xe2\x80\xa8", 3, 0 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_int_equal(cases[i].refusal,
			check_text(&field, cases[i].text, cases[i].length));
}

TEST(a_text_that_must_say_something_says_more_than_blanks)
{
	const struct field said = { .min = 1, .max = 5 }, free = { .min = 0, .max = 5 },
		long_ = { .min = 3, .max = 5 };

	assert_int_equal(REFUSAL_missing, check_text(&said, "", 0));
	assert_int_equal(REFUSAL_missing, check_text(&said, " \n\t\xc2\xa0", 5));
	assert_int_equal(0, check_text(&said, " a", 2));
	assert_int_equal(0, check_text(&free, "", 0));
	assert_int_equal(0, check_text(&free, "  ", 2));
	assert_int_equal(REFUSAL_too_short, check_text(&long_, "ab", 2));
	assert_int_equal(0, check_text(&long_, "æøå", 6));
	assert_int_equal(0, check_text(&long_, "æøåæø", 10));
	assert_int_equal(REFUSAL_too_long, check_text(&long_, "æøåæøå", 12));
}

TEST(numbers_of_persons_are_looked_for_only_in_free_text)
{
	const struct field free = { .max = 100, .use = USE_FREE_TEXT }, bound = { .max = 100 };

	assert_int_equal(REFUSAL_personal_number, check_text(&free, "Bruker 15076500565.", 19));
	assert_int_equal(0, check_text(&free, "Bruker 15076500566.", 19));
	assert_int_equal(0, check_text(&bound, "Bruker 15076500565.", 19));
}

static int period(const char *from, const char *to)
{
	struct mistakes mistakes = { .count = 0 };

	check_period(from == NULL ? DAY_NONE : on(from), to == NULL ? DAY_NONE : on(to), "/to",
		&mistakes);
	assert_true(mistakes.count == 0 || strcmp(mistakes.item[0].pointer, "/to") == 0);
	return mistakes.count == 0 ? 0 : mistakes.item[0].refusal;
}

TEST(a_period_may_be_one_day_or_open_but_never_backwards)
{
	assert_int_equal(0, period("2026-01-01", "2026-01-01"));
	assert_int_equal(0, period("2026-01-01", "2026-01-02"));
	assert_int_equal(REFUSAL_ends_before_start, period("2026-01-02", "2026-01-01"));
	assert_int_equal(0, period("2026-01-02", NULL));
	assert_int_equal(0, period(NULL, "2026-01-02"));
	assert_int_equal(0, period(NULL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_address_of_e_mail_has_one_at_and_a_domain),
		cmocka_unit_test(numbers_and_hashes_have_their_digits_and_no_more),
		cmocka_unit_test(control_characters_are_refused_but_newline_and_tab),
		cmocka_unit_test(a_text_that_must_say_something_says_more_than_blanks),
		cmocka_unit_test(numbers_of_persons_are_looked_for_only_in_free_text),
		cmocka_unit_test(a_period_may_be_one_day_or_open_but_never_backwards),
	};

	return RUN(tests);
}
