/* orgno - organisation numbers are told from what only looks like one. */
#include "vectors.h"

#include "base/orgno.h"

TEST(real_numbers_are_valid)
{
	/* Brønnøysundregistrene, Oslo, Bergen, and two supervisory authorities. */
	static const char *const real[] = { "974760673", "958935420", "964338531", "974761394", "974761319" };

	for (size_t i = 0; i < sizeof real / sizeof real[0]; i++)
		assert_true(orgno_valid(real[i]));
}

static void check_org(char **word, int count)
{
	assert_int_equal(count, 3);
	if (orgno_valid(word[2]) != (strcmp(word[1], "valid") == 0))
		fail_msg("%s is %s", word[2], word[1]);
}

TEST(numbers_are_judged_as_expected)
{
	vectors_check("org_numbers.txt", "org", 228, check_org);
}

TEST(a_check_digit_of_ten_fits_no_number)
{
	char text[10] = "000000060";     /* 6 × 2 = 12, 1 over, 11 - 1 = 10 */

	assert_true(orgno_valid("100000008"));  /* 1 × 3, 11 - 3 = 8 */
	assert_true(orgno_valid("000000043"));  /* 4 × 2, 11 - 8 = 3 */
	for (char c = '0'; c <= '9'; c++) {
		text[8] = c;
		assert_false(orgno_valid(text));
	}
}

TEST(any_one_character_wrong_is_found_and_any_two_neighbours_swapped)
{
	const char *real = "974760673";

	for (int i = 0; i < 9; i++) {
		char text[10];

		for (int c = 0; c < 256; c++) {
			memcpy(text, real, 10);
			text[i] = (char)c;
			assert_int_equal(orgno_valid(text), c == real[i]);
		}
		memcpy(text, real, 10);
		if (i < 8 && real[i] != real[i + 1]) {
			text[i] = real[i + 1], text[i + 1] = real[i];
			assert_false(orgno_valid(text));
		}
	}
}

TEST(every_eight_digits_have_at_most_one_check_digit)
{
	uint64_t seed = 1;
	int none = 0;

	for (int i = 0; i < 110000; i++) {
		char text[10];
		int valid = 0;

		snprintf(text, sizeof text, "%08u0", (unsigned)(chance(&seed) % 100000000));
		for (text[8] = '0'; text[8] <= '9'; text[8]++)
			valid += orgno_valid(text);
		assert_in_range(valid, 0, 1);
		none += valid == 0;
	}
	assert_in_range(none, 9500, 10500);     /* one in eleven */
}

TEST(only_nine_digits_are_a_number)
{
	static const char *const wrong[] = { "", "9", "97476067", "9747606730", " 974760673", "974760673 ",
		"974 760 673", "97476067x", "-97476067", "974760673\n", "000000000", "９７４７６０６７３" };

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(orgno_valid(wrong[i]));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_numbers_are_valid),
		cmocka_unit_test(numbers_are_judged_as_expected),
		cmocka_unit_test(a_check_digit_of_ten_fits_no_number),
		cmocka_unit_test(any_one_character_wrong_is_found_and_any_two_neighbours_swapped),
		cmocka_unit_test(every_eight_digits_have_at_most_one_check_digit),
		cmocka_unit_test(only_nine_digits_are_a_number),
	};

	return RUN(tests);
}
