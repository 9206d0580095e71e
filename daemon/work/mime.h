/* mime.h - a mail as bytes: headers that nobody's text can break out of, a text, and what goes with it. */
#ifndef WORK_MIME_H
#define WORK_MIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"

struct mime_part {
	const char *name, *media_type;  /* NULL: none */
	const void *bytes;
	size_t length;
};

struct mime {
	const char *from_name, *from, *to;
	const char *subject, *message_id, *language;
	int64_t date;                   /* instant */
	const char *text;               /* UTF-8, LF */
	struct mime_part part;          /* name NULL: nothing goes with it */
};

/* Something with one @ that a command of SMTP and a header can hold as it is. */
bool mime_is_address(const char *text);

/*
 * The message, lines ended by CRLF and no longer than 78, all of it ASCII; the same mail gives the
 * same bytes.  NULL, or what is wrong with it: a control character in a header, or no address.
 */
const char *mime_write(const struct mime *mime, struct buffer *buffer);

#endif
