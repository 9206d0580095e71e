/* hex - bytes as text, and back. */
#include "base/hex.h"

#include <string.h>

char *hex_text(struct arena *arena, const void *bytes, size_t count)
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *from = bytes;
	char *text = arena_take(arena, 2 * count + 3), *at = text;

	*at++ = '\\';
	*at++ = 'x';
	for (size_t i = 0; i < count; i++) {
		*at++ = digits[from[i] >> 4];
		*at++ = digits[from[i] & 15];
	}
	return text;
}

static int digit(char c)
{
	return c <= '9' ? c - '0' : c - 'a' + 10;
}

void hex_add_bytes(struct buffer *buffer, const char *text)
{
	char piece[512];

	for (text += strlen("\\x"); *text != '\0';) {
		size_t count = 0;

		for (; count < sizeof piece && *text != '\0'; text += 2)
			piece[count++] = (char)(digit(text[0]) << 4 | digit(text[1]));
		buffer_add(buffer, piece, count);
	}
}
