/* mark_data - what a person wrote, put into a body so that none of it is markup. */
#include "letter/mark.h"

#include <stdbool.h>
#include <string.h>

#define BLANK " \t\r\n"
#define DASH "\xe2\x80\x93"

static const char *line_of(const struct buffer *body, const char *at)
{
	while (at > body->data && at[-1] != '\n')
		at--;
	return at;
}

/*
 * The sign of the block that the end of the body stands in, or 0 in a paragraph.  Data never begins a
 * line with a sign, so what does is the template's.  Headings and directives are one line long.
 */
static char block_sign(const struct buffer *body)
{
	const char *line, *last;

	if (body->length == 0)
		return 0;
	for (line = last = line_of(body, body->data + body->length);; line = line_of(body, line - 1)) {
		if (*line == '\n')
			return 0;
		if (*line == '#' || *line == '%')
			return line == last ? *line : 0;
		if (*line == '-' || *line == '+' || *line == '|' || strncmp(line, DASH, strlen(DASH)) == 0)
			return *line;
		if (line == body->data)
			return 0;
	}
}

static bool begins_line(const struct buffer *body)
{
	return body->length == 0 || body->data[body->length - 1] == '\n';
}

static void add_character(struct buffer *body, const char *at)
{
	bool first = begins_line(body);

	if (strchr("\\*<>|", *at) != NULL
	    || (first && (strchr("#-+%", *at) != NULL || strncmp(at, DASH, strlen(DASH)) == 0)))
		buffer_add_char(body, '\\');
	buffer_add_char(body, *at);
}

/* In a paragraph an empty line is its writer's; elsewhere it would end the block. */
static void add_line_ends(struct buffer *body, char sign, int count)
{
	if (sign == '#' || sign == '%')
		buffer_add_char(body, ' ');
	else
		for (int i = 0; i < (sign == 0 ? count : 1); i++)
			buffer_add_char(body, '\n');
}

void mark_add_data(struct buffer *body, const char *data)
{
	const char *end = data + strlen(data);
	char sign = block_sign(body);

	data += strspn(data, BLANK);
	while (end > data && strchr(BLANK, end[-1]) != NULL)
		end--;
	while (data < end) {
		int ends = 0;
		const char *after = data + strspn(data, BLANK);

		for (const char *c = data; c < after; c++)
			ends += *c == '\n' || (*c == '\r' && c[1] != '\n');
		if (ends > 0) {
			add_line_ends(body, sign, ends);
			data = after;
		} else if (after > data) {
			buffer_add(body, data, (size_t)(after - data));
			data = after;
		} else {
			add_character(body, data++);
		}
	}
}
