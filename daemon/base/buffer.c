/* buffer - text that grows. */
#include "base/buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"

void buffer_init(struct buffer *buffer)
{
	*buffer = (struct buffer){ 0 };
}

void buffer_clear(struct buffer *buffer)
{
	buffer->length = 0;
	if (buffer->data != NULL)
		buffer->data[0] = '\0';
}

void buffer_release(struct buffer *buffer)
{
	free(buffer->data);
	buffer_init(buffer);
}

char *buffer_grow(struct buffer *buffer, size_t more)
{
	size_t size = buffer->size == 0 ? 512 : buffer->size * 2;

	while (size - buffer->length <= more)
		size *= 2;
	buffer->data = realloc(buffer->data, size);
	must(buffer->data != NULL);
	buffer->size = size;
	return buffer->data + buffer->length;
}

void buffer_add_text(struct buffer *buffer, const char *text)
{
	buffer_add(buffer, text, strlen(text));
}

void buffer_add_integer(struct buffer *buffer, int64_t value)
{
	char digits[24], *at = digits + sizeof digits;
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do
		*--at = (char)('0' + left % 10);
	while ((left /= 10) > 0);
	if (value < 0)
		*--at = '-';
	buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
}

void buffer_format(struct buffer *buffer, const char *format, ...)
{
	char *at = buffer_room(buffer, 0);
	size_t room = buffer->size - buffer->length;
	va_list args;
	int length;

	va_start(args, format);
	length = vsnprintf(at, room, format, args);
	va_end(args);
	must(length >= 0);
	if ((size_t)length >= room) {           /* once more, now that it is known how much it is */
		at = buffer_room(buffer, (size_t)length);
		va_start(args, format);
		vsnprintf(at, (size_t)length + 1, format, args);
		va_end(args);
	}
	buffer->length += (size_t)length;
}

/*
 * How much of a text stands in JSON as it is.  Eight bytes at a time: one below 0x20, or 0 once a mark
 * has been taken out of it, borrows and so sets its top bit; where none does, no bit is set.
 */
static size_t json_plain(const char *text, size_t length)
{
	const uint64_t ones = UINT64_MAX / 255;
	size_t i = 0;

	for (; i + 8 <= length; i += 8) {
		uint64_t word, quote, back;

		memcpy(&word, text + i, 8);
		quote = word ^ ones * '"';
		back = word ^ ones * '\\';
		if ((((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((back - ones) & ~back)) & ones * 0x80)
			break;
	}
	while (i < length && (unsigned char)text[i] >= 0x20 && text[i] != '"' && text[i] != '\\')
		i++;
	return i;
}

void buffer_add_json_part(struct buffer *buffer, const char *text, size_t length)
{
	static const char hex[] = "0123456789abcdef";

	for (;;) {
		size_t plain = json_plain(text, length);
		unsigned char c;

		buffer_add(buffer, text, plain);
		if (plain == length)
			return;
		c = (unsigned char)text[plain];
		if (c == '"' || c == '\\')
			buffer_add(buffer, (char[]){ '\\', (char)c }, 2);
		else if (c == '\n')
			buffer_add(buffer, "\\n", 2);
		else
			buffer_add(buffer, (char[]){ '\\', 'u', '0', '0', hex[c >> 4], hex[c & 15] }, 6);
		text += plain + 1;
		length -= plain + 1;
	}
}

void buffer_add_json_text_n(struct buffer *buffer, const char *text, size_t length)
{
	buffer_add_char(buffer, '"');
	buffer_add_json_part(buffer, text, length);
	buffer_add_char(buffer, '"');
}

void buffer_add_json_text(struct buffer *buffer, const char *text)
{
	if (text == NULL)
		buffer_add(buffer, "null", 4);
	else
		buffer_add_json_text_n(buffer, text, strlen(text));
}
