/* id - ids are UUIDv7, grow with time and are told from what only looks like one. */
#include "unit.h"

#include "base/id.h"

#define IDS 20000

static int by_text(const void *a, const void *b)
{
	return strcmp(a, b);
}

TEST(an_id_carries_its_millisecond_version_and_variant)
{
	uint64_t seed = 37;

	for (int i = 0; i < 2000; i++) {
		int64_t now = chance_between(&seed, 0, INT64_C(253402300799999999));
		char id[ID_SIZE], expected[16];
		unsigned long long milliseconds = (unsigned long long)now / 1000;

		id_make(now, id);
		assert_true(id_valid(id));
		snprintf(expected, sizeof expected, "%08llx-%04llx", milliseconds >> 16, milliseconds & 0xffff);
		assert_memory_equal(id, expected, 13);
		assert_int_equal(id[14], '7');
		assert_non_null(strchr("89ab", id[19]));
	}
}

TEST(a_later_millisecond_sorts_after_an_earlier)
{
	char earlier[ID_SIZE], later[ID_SIZE];
	int64_t now = INT64_C(1767225600000000);

	for (int i = 0; i < 1000; i++, now += 1000) {
		id_make(now + 999, earlier);
		id_make(now + 1000, later);
		assert_true(strcmp(earlier, later) < 0);
	}
}

TEST(no_two_ids_of_one_instant_are_the_same_and_every_free_bit_changes)
{
	static char ids[IDS][ID_SIZE];
	/* x: free, two bits of them in the variant; the rest is the millisecond, the version and dashes. */
	const char *shape = "00000000-0000-7xxx-vxxx-xxxxxxxxxxxx";

	for (int i = 0; i < IDS; i++)
		id_make(1, ids[i]);
	for (int at = 0; at < 36; at++) {
		int set = 0, clear = 0;

		for (int i = 0; i < IDS; i++) {
			int digit = (int)strtol((char[]){ ids[i][at], '\0' }, NULL, 16);

			set |= digit;
			clear |= 15 - digit;
		}
		if (shape[at] == 'x' || shape[at] == 'v') {
			assert_int_equal(set, shape[at] == 'x' ? 15 : 11);
			assert_int_equal(clear, shape[at] == 'x' ? 15 : 7);
		}
		for (int other = 0; other < at; other++) {
			bool differ = shape[at] != 'x' || shape[other] != 'x';

			for (int i = 0; i < IDS && !differ; i++)
				differ = ids[i][at] != ids[i][other];
			assert_true(differ);
		}
	}
	qsort(ids, IDS, ID_SIZE, by_text);
	for (int i = 1; i < IDS; i++)
		assert_string_not_equal(ids[i - 1], ids[i]);
}

TEST(what_is_no_id_is_refused)
{
	const char *right = "0198a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6b";
	char text[64];

	assert_true(id_valid(right));
	for (int at = 0; at < 36; at++)
		for (int c = 0; c < 256; c++) {
			bool dash = right[at] == '-';

			memcpy(text, right, ID_SIZE);
			text[at] = (char)c;
			assert_int_equal(id_valid(text), c != 0 && strchr(dash ? "-" : "0123456789abcdef", c) != NULL);
		}
	snprintf(text, sizeof text, "%s0", right);
	assert_false(id_valid(text));
	assert_false(id_valid(""));
	assert_false(id_valid("0198A3C4-5B6D-7E8F-9A0B-1C2D3E4F5A6B"));
	assert_false(id_valid("{198a3c4-5b6d-7e8f-9a0b-1c2d3e4f5a6}"));
	assert_false(id_valid("0198a3c45b6d7e8f9a0b1c2d3e4f5a6b"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_id_carries_its_millisecond_version_and_variant),
		cmocka_unit_test(a_later_millisecond_sorts_after_an_earlier),
		cmocka_unit_test(no_two_ids_of_one_instant_are_the_same_and_every_free_bit_changes),
		cmocka_unit_test(what_is_no_id_is_refused),
	};

	return RUN(tests);
}
