/* sum - the sums are those of XXH64, and differ where the texts do. */
#include "unit.h"

#include "base/sum.h"

TEST(the_sums_are_those_that_others_publish)
{
	static const struct { const char *text, *sum; } known[] = {
		{ "", "ef46db3751d8e999" }, { "a", "d24ec4f1a98c6e5b" }, { "abc", "44bc2cf5ad770999" },
		{ "Nobody inspects the spammish repetition", "fbcea83c8a378bf1" },
	};
	char hex[SUM_HEX];

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		assert_string_equal(known[i].sum, sum_hex(sum_add(0, known[i].text, strlen(known[i].text)), hex));
}

TEST(every_bit_and_every_length_tells)
{
	char text[100] = { 0 };

	for (size_t length = 1; length < sizeof text; length++) {
		uint64_t sum = sum_add(7, text, length);

		assert_true(sum != sum_add(7, text, length - 1));
		assert_true(sum != sum_add(8, text, length));
		for (size_t bit = 0; bit < length * 8; bit++) {
			text[bit / 8] ^= (char)(1 << bit % 8);
			assert_true(sum != sum_add(7, text, length));
			text[bit / 8] ^= (char)(1 << bit % 8);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_sums_are_those_that_others_publish),
		cmocka_unit_test(every_bit_and_every_length_tells),
	};

	return RUN(tests);
}
