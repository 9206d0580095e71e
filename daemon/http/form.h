/* form.h - the one file that a multipart/form-data body holds. */
#ifndef HTTP_FORM_H
#define HTTP_FORM_H

#include <stddef.h>

#include "base/arena.h"

struct form_file {
	const char *bytes;              /* within the body */
	size_t count;
	const char *disposition;        /* its Content-Disposition, or NULL */
};

/* 0, or REFUSAL_malformed_request: not such a body, or not one part alone. */
int form_file(const char *content_type, const char *data, size_t length, struct arena *arena,
	struct form_file *ret_file);

#endif
