/* buffer - text grows without loss, and any text is a JSON string that gives it back. */
#include "unit.h"

#include "base/buffer.h"

TEST(what_is_added_stands_there_in_order)
{
	struct buffer buffer;

	buffer_init(&buffer);
	buffer_add_text(&buffer, "a");
	buffer_add_char(&buffer, 'b');
	buffer_add(&buffer, "cde", 2);
	buffer_format(&buffer, "%s-%03d", "x", 7);
	buffer_add_integer(&buffer, -12);
	buffer_add(&buffer, NULL, 0);
	assert_string_equal(buffer.data, "abcdx-007-12");
	assert_int_equal(buffer.length, 12);
	buffer_clear(&buffer);
	assert_int_equal(buffer.length, 0);
	assert_string_equal(buffer.data, "");
	buffer_release(&buffer);
	assert_null(buffer.data);
	buffer_clear(&buffer);
	buffer_release(&buffer);
}

TEST(text_grows_past_every_size_and_always_ends)
{
	static char expected[70000];
	struct buffer buffer;
	uint64_t seed = 23;
	size_t length = 0;

	buffer_init(&buffer);
	while (length < 60000) {
		char piece[3000];
		size_t more = (size_t)chance_between(&seed, 0, length < 2000 ? 5 : 2500);

		memset(piece, 'a' + (int)(chance(&seed) % 26), sizeof piece);
		piece[more] = '\0';
		if (chance(&seed) & 1)
			buffer_format(&buffer, "%s", piece);
		else
			buffer_add_text(&buffer, piece);
		memcpy(expected + length, piece, more + 1);
		length += more;
		assert_int_equal(buffer.length, length);
		assert_true(buffer.data[length] == '\0' && buffer.size > length);
	}
	assert_string_equal(buffer.data, expected);
	buffer_release(&buffer);
}

TEST(there_is_always_room_for_the_end)
{
	for (size_t length = 0; length <= 2100; length++) {
		static const char text[2100];
		struct buffer one, many;

		buffer_init(&one);
		buffer_init(&many);
		buffer_add(&one, text, length);
		assert_true(one.size > one.length);
		buffer_add_char(&many, 'x');
		while (many.length < length) {
			buffer_add_char(&many, 'x');
			assert_true(many.size > many.length && many.size <= 4096);
		}
		buffer_release(&one);
		buffer_release(&many);
	}
}

TEST(integers_are_written_whole)
{
	static const int64_t numbers[] = { 0, 1, -1, 9, 10, -10, 99, 100, 1234567890, INT32_MIN, INT64_MAX, INT64_MIN,
		INT64_MIN + 1, 999999999999999999, 1000000000000000000 };
	uint64_t seed = 29;
	struct buffer buffer;

	buffer_init(&buffer);
	for (size_t i = 0; i < 20000; i++) {
		int64_t number = i < 15 ? numbers[i] : (int64_t)chance(&seed) >> chance(&seed) % 64;
		char expected[32];

		buffer_clear(&buffer);
		buffer_add_integer(&buffer, number);
		snprintf(expected, sizeof expected, "%lld", (long long)number);
		assert_string_equal(buffer.data, expected);
	}
	buffer_release(&buffer);
}

/* A reader of JSON strings of its own; -1 for what RFC 8259 does not allow. */
static int json_read(const char *json, size_t length, char *ret_text)
{
	int n = 0;

	if (length < 2 || json[0] != '"' || json[length - 1] != '"')
		return -1;
	for (size_t i = 1; i < length - 1; i++) {
		unsigned code;
		const char *escape, from[] = "\"\\/bfnrt", to[] = "\"\\/\b\f\n\r\t";

		if ((unsigned char)json[i] < 0x20 || json[i] == '"')
			return -1;
		if (json[i] != '\\') {
			ret_text[n++] = json[i];
		} else if (json[++i] == 'u') {
			if (sscanf(json + i + 1, "%4x", &code) != 1 || code > 0xff)
				return -1;
			ret_text[n++] = (char)code;
			i += 4;
		} else {
			escape = strchr(from, json[i]);
			if (escape == NULL)
				return -1;
			ret_text[n++] = to[escape - from];
		}
	}
	return n;
}

TEST(any_text_is_a_json_string_that_gives_it_back)
{
	struct buffer buffer;
	uint64_t seed = 31;

	buffer_init(&buffer);
	for (int i = 0; i < 50000; i++) {
		char text[64], back[64];
		int length = (int)chance_between(&seed, 0, 60);

		for (int j = 0; j < length; j++)
			text[j] = chance(&seed) % 3 == 0 ? "\"\\/\n\t\0\x1f\x7f"[chance(&seed) % 8]
				: (char)chance(&seed);
		buffer_clear(&buffer);
		buffer_add_json_text_n(&buffer, text, (size_t)length);
		assert_int_equal(json_read(buffer.data, buffer.length, back), length);
		assert_memory_equal(back, text, (size_t)length);
	}
	buffer_release(&buffer);
}

TEST(json_texts_look_as_expected)
{
	static const char *const pairs[][2] = { { "", "\"\"" }, { "blå", "\"blå\"" }, { "a\"b\\c", "\"a\\\"b\\\\c\"" },
		{ "\n\t\x01", "\"\\n\\u0009\\u0001\"" }, { "a/b c", "\"a/b c\"" }, { NULL, "null" } };
	struct buffer buffer;

	buffer_init(&buffer);
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		buffer_clear(&buffer);
		buffer_add_json_text(&buffer, pairs[i][0]);
		assert_string_equal(buffer.data, pairs[i][1]);
		assert_int_equal(buffer.length, strlen(pairs[i][1]));
	}
	buffer_release(&buffer);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_added_stands_there_in_order),
		cmocka_unit_test(text_grows_past_every_size_and_always_ends),
		cmocka_unit_test(there_is_always_room_for_the_end),
		cmocka_unit_test(integers_are_written_whole),
		cmocka_unit_test(any_text_is_a_json_string_that_gives_it_back),
		cmocka_unit_test(json_texts_look_as_expected),
	};

	return RUN(tests);
}
