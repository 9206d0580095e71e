/* text - UTF-8 is judged strictly; an enterprise has one key however its name is written. */
#include "unit.h"

#include "base/text.h"

static bool valid(const char *text)
{
	return text_valid(text, strlen(text), NULL);
}

/* An encoder of its own, which writes what it is asked to, right or wrong. */
static size_t encode(uint32_t point, int length, char *to)
{
	static const unsigned char lead[] = { 0, 0, 0xc0, 0xe0, 0xf0 };

	if (length == 1) {
		to[0] = (char)point;
		return 1;
	}
	for (int i = length - 1; i > 0; i--, point >>= 6)
		to[i] = (char)(0x80 | (point & 0x3f));
	to[0] = (char)(lead[length] | point);
	return (size_t)length;
}

static int shortest(uint32_t point)
{
	return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}

TEST(every_code_point_is_valid_in_its_shortest_form_only_and_surrogates_never)
{
	for (uint32_t point = 0; point < 0x1fffff; point++) {
		for (int length = shortest(point); length <= 4; length++) {
			char text[4];
			size_t bytes = encode(point, length, text);
			bool right = length == shortest(point) && point != 0 && point <= 0x10ffff
				&& !(point >= 0xd800 && point <= 0xdfff);

			if (text_valid(text, bytes, NULL) != right)
				fail_msg("U+%04X in %d bytes", (unsigned)point, length);
		}
	}
}

/* Every first and second byte, with rests that are right, too low and too high, by arithmetic. */
TEST(every_start_of_a_sequence_is_judged)
{
	static const unsigned char rests[] = { 0x7f, 0x80, 0xbf, 0xc0 };

	for (unsigned i = 0; i < 256 * 256 * 16; i++) {
		unsigned char b[4] = { (unsigned char)(i >> 12), (unsigned char)(i >> 4), rests[i >> 2 & 3], rests[i & 3] };
		int length = b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : 4;
		uint32_t point = b[0] & (0xffu >> (length + 1));
		bool right = b[0] >= 0xc0 && b[0] < 0xf8;

		if (b[0] < 0x80)
			continue;
		for (int j = 1; j < length; j++) {
			right = right && b[j] >> 6 == 2;
			point = point << 6 | (b[j] & 0x3f);
		}
		right = right && shortest(point) == length && point <= 0x10ffff && point >> 11 != 0x1b;
		if (text_valid((const char *)b, (size_t)length, NULL) != right)
			fail_msg("%02x %02x %02x %02x", b[0], b[1], b[2], b[3]);
	}
}

TEST(the_first_wrong_byte_is_told)
{
	size_t offset = 99;

	assert_false(text_valid("bl\xc3\xa5 \xe5 x", 8, &offset));
	assert_int_equal(offset, 5);
	assert_false(text_valid("ab\xc3", 3, &offset));
	assert_int_equal(offset, 2);
	assert_false(text_valid("a\0b", 3, &offset));
	assert_int_equal(offset, 1);
	assert_false(text_valid("abc\xe2\x82xyz", 8, &offset));
	assert_int_equal(offset, 3);
	assert_false(text_valid("ab\xe2\x82\xac", 4, &offset));
	assert_int_equal(offset, 2);
	offset = 99;
	assert_true(text_valid("blå", 4, &offset));
	assert_int_equal(offset, 99);
}

TEST(text_that_breaks_off_or_runs_on_is_not_utf8)
{
	assert_true(valid("") && valid("blåbær 😀 čđŋšŧž"));
	assert_false(valid("\x80") || valid("\xbf") || valid("\xfe") || valid("\xff"));
	assert_false(valid("\xe2\x82") || valid("\xf0\x9f\x98") || valid("\xe2\x82x"));
	assert_false(valid("\xf0\x9f\x98x") || valid("\xf5\x80\x80\x80"));
	assert_false(valid("\xe2\x28\xa1") || valid("\xc3\xa5\xa5"));
	assert_false(text_valid("\xe2\x82\xac", 2, NULL));      /* the third byte is not ours to read */
}

TEST(length_counts_code_points)
{
	assert_int_equal(text_length(""), 0);
	assert_int_equal(text_length("abc"), 3);
	assert_int_equal(text_length("blåbær"), 6);
	assert_int_equal(text_length("€😀"), 2);
}

TEST(white_space_at_either_end_is_noticed)
{
	static const char *const spaces[] = { " ", "\t", "\n", "\r", "\v", "\f", "\xc2\x85", "\u00a0", "\u1680", "\u2000",
		"\u200a", "\u200b", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\ufeff" };

	assert_true(text_trimmed("") && text_trimmed("a") && text_trimmed("å\u00a0ø b"));
	assert_true(text_trimmed("\x0e") && text_trimmed("\u200cx") && text_trimmed("\u1fffx") && text_trimmed("\b"));
	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++) {
		char text[16];

		assert_false(text_trimmed(spaces[i]));
		snprintf(text, sizeof text, "%sa", spaces[i]);
		assert_false(text_trimmed(text));
		snprintf(text, sizeof text, "a%s", spaces[i]);
		assert_false(text_trimmed(text));
		snprintf(text, sizeof text, "a%sa", spaces[i]);
		assert_true(text_trimmed(text));
	}
}

TEST(the_same_name_has_the_same_key)
{
	static const char *const keys[][2] = {
		{ "", "" }, { " ", "" }, { "---", "" },
		{ "Askim kommune", "askim kommune" },
		{ "  ASKIM   KOMMUNE ", "askim kommune" },
		{ "Bærum Ærlig Øy ÅS", "bærum ærlig øy ås" },
		{ "ÆØÅ", "æøå" }, { "A\u030as kommune", "ås kommune" },
		{ "GUOVDAGEAINNU suohkan – Kautokeino kommune", "guovdageainnu suohkan kautokeino kommune" },
		{ "Kárášjohka ČĐŊŠŦŽ", "kárášjohka čđŋšŧž" },
		{ "KARASJOK ČS\u030c", "karasjok čš" }, { "Ka\u0301ra\u0301s\u030cjohka", "kárášjohka" },
		{ "Nord-Fron", "nord fron" }, { "Nord\u2011Fron", "nord fron" }, { "Nord \u2013 Fron", "nord fron" },
		{ "Solheim A/S", "solheim as" }, { "Solheim AS", "solheim as" }, { "Solheim, A.S.", "solheim as" },
		{ "St. Olavs hospital HF", "st olavs hospital hf" },
		{ "«Trygg» Omsorg (avd. 2)", "trygg omsorg avd 2" },
		{ "Mc\u2019Donald's\u00a0Café", "mcdonalds café" },
		{ "ÀÞ×ŸİẞŽŹŅńĹĽ", "àþ ÿißžźņńĺľ" }, { "ŐŰŊĲĀĶŶ", "őűŋĳāķŷ" }, { "ĸŉſ", "ĸŉſ" },
		{ "n\u0303 c\u0327 o\u0308 u\u0302 e\u0300 x\u030a", "ñ ç ö û è x\u030a" },
		{ "a\u0300e\u0300i\u0300o\u0300u\u0300", "àèìòù" },
		{ "A\u0301e\u0301i\u0301o\u0301u\u0301y\u0301n\u0301", "áéíóúýń" },
		{ "a\u0302e\u0302i\u0302o\u0302u\u0302", "âêîôû" }, { "a\u0303o\u0303N\u0303", "ãõñ" },
		{ "a\u0308e\u0308i\u0308o\u0308u\u0308y\u0308", "äëïöüÿ" }, { "a\u030a", "å" },
		{ "c\u030cs\u030cz\u030c", "čšž" }, { "c\u0327", "ç" }, { "a \u0301", "a \u0301" },
		{ "AZ 09", "az 09" }, { "a\u00adb\u00b4c\u2018d\u2019e", "abcde" },
		{ "a\u2010b\u206fc\u2070d", "a b c\u2070d" }, { "क \u0800 𝔸𐀀", "क \u0800 𝔸𐀀" },
		{ "- \u0301a", "\u0301a" }, { "😀 Barnehage 3÷4", "😀 barnehage 3 4" },
	};
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		assert_string_equal(text_name_key(&arena, keys[i][0]), keys[i][1]);
	arena_release(&arena);
}

/* What any name gives: valid, trimmed, no longer, and the same key when asked again. */
TEST(a_key_of_any_text_is_a_key_of_itself)
{
	static const uint32_t ranges[8][2] = { { 1, 0x7f }, { 0x80, 0x17f }, { 0x2010, 0x206f },
		{ 0x300, 0x330 }, { 0x1e90, 0x1ea0 }, { 0xe000, 0xffff }, { 0x10000, 0x10ffff }, { 'A', 'z' } };
	uint64_t seed = 3;
	struct arena arena;

	arena_init(&arena);
	for (int round = 0; round < 50000; round++) {
		char name[256], *key;
		size_t length = 0;

		for (int64_t i = chance_between(&seed, 0, 20); i > 0; i--) {
			const uint32_t *range = ranges[chance(&seed) % 8];
			uint32_t point = (uint32_t)chance_between(&seed, range[0], range[1]);

			length += encode(point, shortest(point), name + length);
		}
		name[length] = '\0';
		assert_true(valid(name));
		key = text_name_key(&arena, name);
		assert_true(valid(key) && text_trimmed(key) && strlen(key) <= length);
		assert_null(strstr(key, "  "));
		assert_string_equal(text_name_key(&arena, key), key);
		arena_clear(&arena);
	}
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_point_is_valid_in_its_shortest_form_only_and_surrogates_never),
		cmocka_unit_test(every_start_of_a_sequence_is_judged),
		cmocka_unit_test(the_first_wrong_byte_is_told),
		cmocka_unit_test(text_that_breaks_off_or_runs_on_is_not_utf8),
		cmocka_unit_test(length_counts_code_points),
		cmocka_unit_test(white_space_at_either_end_is_noticed),
		cmocka_unit_test(the_same_name_has_the_same_key),
		cmocka_unit_test(a_key_of_any_text_is_a_key_of_itself),
	};

	return RUN(tests);
}
