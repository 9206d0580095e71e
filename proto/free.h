/* free.h - one text out of a FIELD_FREE, or into it, for rooms that never see JSON. */
#ifndef PROTO_FREE_H
#define PROTO_FREE_H

#include "base/arena.h"

/*
 * The text of that member in a canonical JSON object of texts.  NULL: the object is NULL, has no such
 * member, or has an empty one.
 */
const char *free_text(const char *object, const char *name, struct arena *arena);

/* The object, or an empty one, with that member; canonical. */
const char *free_with(const char *object, const char *name, const char *text, struct arena *arena);

#endif
