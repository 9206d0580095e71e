/* decode.h - what the decoders share: a body (decode.c), an array of them (records.c), a query string (pairs.c). */
#ifndef PROTO_DECODE_H
#define PROTO_DECODE_H

#include <jansson.h>

#include "proto/field.h"

/* prefix/name with ~ and / of the name escaped (RFC 6901). */
const char *pointer_add(struct arena *arena, const char *prefix, const char *name);

/* One object; given has OBJECT_GIVEN when it is an object at all. */
void decode_body(const struct message *message, unsigned use, json_t *json, struct arena *arena,
	void *ret_object, uint64_t *ret_given, struct mistakes *mistakes);

/* A text into a field of one value (id, text, date, instant, term): 0 or the refusal. */
int decode_text(const struct field *field, const char *text, size_t length, struct arena *arena,
	void *object);

#endif
