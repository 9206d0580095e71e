/* form - the file of a multipart/form-data body (RFC 7578), where it lies in the body. */
#include "http/form.h"

#include <string.h>
#include <strings.h>

#include "http/header.h"
#include "proto/refusal.h"

#define BOUNDARY 70             /* RFC 2046 */

static const char *find(const char *from, const char *end, const char *what)
{
	return memmem(from, (size_t)(end - from), what, strlen(what));
}

/* The value of the part's header of that name; NULL: it has none. */
static const char *part_header(const char *head, const char *end, const char *name, struct arena *arena)
{
	size_t length = strlen(name);

	while (head < end) {
		const char *stop = find(head, end, "\r\n");

		stop = stop == NULL ? end : stop;
		if ((size_t)(stop - head) > length && strncasecmp(head, name, length) == 0)
			return arena_text_n(arena, head + length, (size_t)(stop - head) - length);
		head = stop + strlen("\r\n");
	}
	return NULL;
}

int form_file(const char *content_type, const char *data, size_t length, struct arena *arena,
	struct form_file *ret_file)
{
	size_t count;
	const char *boundary = header_parameter(content_type, "boundary", &count), *end = data + length;
	const char *first, *mark, *bytes, *stop;

	if (boundary == NULL || count == 0 || count > BOUNDARY)
		return REFUSAL_malformed_request;
	first = arena_format(arena, "--%.*s\r\n", (int)count, boundary);
	mark = arena_format(arena, "\r\n--%.*s", (int)count, boundary);
	if (length < strlen(first) || memcmp(data, first, strlen(first)) != 0)
		return REFUSAL_malformed_request;
	data += strlen(first);
	if ((bytes = find(data, end, "\r\n\r\n")) == NULL)
		return REFUSAL_malformed_request;
	ret_file->disposition = part_header(data, bytes, "Content-Disposition:", arena);
	bytes += strlen("\r\n\r\n");
	if ((stop = find(bytes, end, mark)) == NULL || end - stop < (ptrdiff_t)strlen(mark) + 2
	    || memcmp(stop + strlen(mark), "--", 2) != 0)
		return REFUSAL_malformed_request;
	ret_file->bytes = bytes;
	ret_file->count = (size_t)(stop - bytes);
	return 0;
}
