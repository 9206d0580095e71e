/* hex - bytes come back as they were. */
#include "unit.h"

#include "base/hex.h"

TEST(bytes_are_written_as_the_database_writes_them)
{
	struct arena arena;

	arena_init(&arena);
	assert_string_equal(hex_text(&arena, "\0\x7f\xff", 3), "\\x007fff");
	assert_string_equal(hex_text(&arena, "", 0), "\\x");
	arena_release(&arena);
}

TEST(what_is_written_is_read_again)
{
	unsigned char bytes[1500];
	struct buffer buffer;
	struct arena arena;

	arena_init(&arena);
	buffer_init(&buffer);
	for (size_t i = 0; i < sizeof bytes; i++)
		bytes[i] = (unsigned char)(i * 7);
	for (size_t length = 0; length <= sizeof bytes; length += 100) {
		buffer_clear(&buffer);
		hex_add_bytes(&buffer, hex_text(&arena, bytes, length));
		assert_int_equal(buffer.length, length);
		if (length > 0)
			assert_memory_equal(buffer.data, bytes, length);
	}
	buffer_release(&buffer);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_are_written_as_the_database_writes_them),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return RUN(tests);
}
