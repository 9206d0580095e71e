/* target.h - what a request asks for: the path in its parts, the query in its pairs. */
#ifndef HTTP_TARGET_H
#define HTTP_TARGET_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"

#define TARGET_PARTS 8
#define TARGET_PAIRS 64

struct target {
	const char *path;                       /* as it was asked for, without the query */
	const char *part[TARGET_PARTS];         /* between the slashes, decoded where it can be */
	int parts;                              /* TARGET_PARTS + 1: more than any operation has */
	const char *(*pairs)[2];                /* name and text, decoded; a name without = has "" */
	int pair_count;
};

/*
 * Origin form ("/v1/audits?state=closed"), or absolute form, whose scheme and host are passed over.
 * Returns 0, REFUSAL_malformed_request (no path, a fragment, more than TARGET_PAIRS) or what is wrong with
 * the query.
 */
int target_parse(const char *text, struct arena *arena, struct target *ret_target)
	__attribute__((warn_unused_result));

/* %41 is A.  Returns 0, REFUSAL_malformed_request, or REFUSAL_invalid_utf8 (and for NUL). */
int target_decode(const char *text, size_t length, bool plus_is_space, struct arena *arena,
	const char **ret_text) __attribute__((warn_unused_result));

#endif
