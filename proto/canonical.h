/* canonical.h - one form for one JSON value: members sorted, no spaces (as RFC 8785 for our values). */
#ifndef PROTO_CANONICAL_H
#define PROTO_CANONICAL_H

#include "base/arena.h"

/* The text in the arena; text that is not JSON is a bug and ends the process. */
const char *json_canonical(const char *json, struct arena *arena);

/* Members of the object (NULL: none) that are not among the words: unknown_member at pointer/name. */
struct mistakes;
struct terms;
void json_unknown_members(const char *object, const struct terms *words, const char *pointer, struct arena *arena,
	struct mistakes *mistakes);

#endif
