/* id - ids are UUIDv7, grow with time and are told from what only looks like one. */
#include "unit.h"

#include "base/id.h"

#define IDS 20000

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

TEST(ids_of_one_instant_grow_and_no_two_are_the_same)
{
	static char ids[IDS][ID_SIZE];

	for (int i = 0; i < IDS; i++)
		id_make(1, ids[i]);
	for (int i = 1; i < IDS; i++)
		assert_true(strcmp(ids[i - 1], ids[i]) < 0);
	/* the end of an id is chance: each bit of it is now set, now clear */
	for (int at = 28; at < 36; at++) {
		int set = 0, clear = 0;

		for (int i = 0; i < IDS; i++) {
			int digit = (int)strtol((char[]){ ids[i][at], '\0' }, NULL, 16);

			set |= digit;
			clear |= 15 - digit;
		}
		assert_int_equal(set, 15);
		assert_int_equal(clear, 15);
	}
}

TEST(the_first_id_of_an_instant_cannot_be_foretold)
{
	static char ids[2][ID_SIZE];
	int differ = 0;

	for (int i = 0; i < 100; i++) {
		id_make(1, ids[i % 2]);
		id_make(2, ids[1 - i % 2]);
		id_make(1, ids[1 - i % 2]);
		differ += memcmp(ids[0] + 19, ids[1] + 19, 9) != 0;
	}
	assert_true(differ > 90);
}

TEST(a_later_microsecond_sorts_after_an_earlier)
{
	char earlier[ID_SIZE], later[ID_SIZE];

	for (int64_t now = INT64_C(1767225600000000); now < INT64_C(1767225600000000) + 3000; now++) {
		id_make(now, earlier);
		id_make(now + 1, later);
		assert_true(strcmp(earlier, later) < 0);
	}
}

TEST(an_id_tells_the_microsecond_it_was_made_at)
{
	char id[ID_SIZE];

	for (int64_t now = INT64_C(1767225600000000); now < INT64_C(1767225600000000) + 3000; now++) {
		id_make(now, id);
		assert_int_equal(id_instant(id), now);
	}
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
		cmocka_unit_test(ids_of_one_instant_grow_and_no_two_are_the_same),
		cmocka_unit_test(the_first_id_of_an_instant_cannot_be_foretold),
		cmocka_unit_test(a_later_microsecond_sorts_after_an_earlier),
		cmocka_unit_test(an_id_tells_the_microsecond_it_was_made_at),
		cmocka_unit_test(what_is_no_id_is_refused),
	};

	return RUN(tests);
}
