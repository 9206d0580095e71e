/* buffer.h - text that grows: what an answer is written into. */
#ifndef BASE_BUFFER_H
#define BASE_BUFFER_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct buffer {
	char *data;                     /* NUL-terminated once anything was added */
	size_t length, size;
};

void buffer_init(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);       /* empty, memory kept */
void buffer_release(struct buffer *buffer);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_integer(struct buffer *buffer, int64_t value);
void buffer_format(struct buffer *buffer, const char *format, ...) __attribute__((format(printf, 2, 3)));
void buffer_add_json_text(struct buffer *buffer, const char *text);     /* quoted and escaped; NULL is null */
void buffer_add_json_text_n(struct buffer *buffer, const char *text, size_t length);
void buffer_add_json_part(struct buffer *buffer, const char *text, size_t length);      /* escaped, not quoted */

char *buffer_grow(struct buffer *buffer, size_t more);

/* Where the next `more` bytes and a NUL may be written; whoever writes them raises the length. */
static inline char *buffer_room(struct buffer *buffer, size_t more)
{
	return buffer->size - buffer->length > more ? buffer->data + buffer->length : buffer_grow(buffer, more);
}

/* An answer is made of some thousand of these: here, so that no call stands between. */
static inline void buffer_add(struct buffer *buffer, const void *data, size_t length)
{
	char *at = buffer_room(buffer, length);

	if (length > 0)
		memcpy(at, data, length);
	at[length] = '\0';
	buffer->length += length;
}

static inline void buffer_add_char(struct buffer *buffer, char c)
{
	char *at = buffer_room(buffer, 1);

	at[0] = c;
	at[1] = '\0';
	buffer->length++;
}

/* In quotes, of a text that needs no escaping: an id, a date, a term. */
static inline void buffer_add_quoted(struct buffer *buffer, const char *text, size_t length)
{
	char *at = buffer_room(buffer, length + 2);

	at[0] = '"';
	memcpy(at + 1, text, length);
	memcpy(at + 1 + length, "\"", 2);
	buffer->length += length + 2;
}

#endif
