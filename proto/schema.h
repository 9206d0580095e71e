/* schema.h - JSON schemas of messages: one a message and way it is used, each written once. */
#ifndef PROTO_SCHEMA_H
#define PROTO_SCHEMA_H

#include "base/buffer.h"
#include "proto/field.h"

enum schema_kind { SCHEMA_WHOLE, SCHEMA_SUMMARY, SCHEMA_CREATE, SCHEMA_PATCH, SCHEMA_KINDS };

#define SCHEMAS_MAX 256
struct schemas {
	struct { const struct message *message; enum schema_kind kind; } item[SCHEMAS_MAX];
	int count;
	bool machine[8];                /* of enum action_machine: its events are wanted */
};

/* {"$ref": …}, and the schema is wanted from now on. */
void schema_refer(struct schemas *schemas, const struct message *message, enum schema_kind kind,
	struct buffer *buffer);
/* The same for the events of a machine: one of them, told apart by `event`. */
void schema_refer_action(struct schemas *schemas, int machine, struct buffer *buffer);

/* What one field may hold. */
void schema_of_field(struct schemas *schemas, const struct field *field, enum schema_kind kind,
	struct buffer *buffer);

/* "name": {…}, … of all that were wanted, and of those that they want. */
void schema_write_all(struct schemas *schemas, struct buffer *buffer);

/* A member's name with the comma before it, unless it is the first. */
void json_name(struct buffer *buffer, bool *first, const char *name);

#endif
