/* value.h - single values as text, the same in JSON and in SQL. */
#ifndef PROTO_VALUE_H
#define PROTO_VALUE_H

#include "proto/field.h"

#define NUMBER_TEXT 32
/* The shortest text that reads back as the same number: 0.9, not 0.90000000000000002. */
const char *number_format(double number, char text[NUMBER_TEXT]);

/* {…} with the fields that have `inner`: USE_SHOWN for a caller, USE_STORED for a jsonb column. */
void value_encode(const struct field *field, unsigned inner, const void *object,
	struct buffer *buffer);

/* A text of one value (id, text, date, instant, term) as the database keeps it: 0 or FAULT_DATABASE. */
int value_take(const struct field *field, const char *text, struct arena *arena, void *object);

/* What value_encode wrote with USE_STORED, as jsonb gives it back; members of another version are left out. */
int value_take_json(const struct field *field, const char *json, struct arena *arena, void *object);

#endif
