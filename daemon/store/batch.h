/*
 * batch.h - statements that travel together and the rows they bring back.  Nothing here waits:
 * store/go.h does, for op/engine.c alone.
 */
#ifndef STORE_BATCH_H
#define STORE_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "proto/field.h"
#include "store/statement.h"

struct batch;

/*
 * A statement's parameters have names (`:due` in its file).  Each is looked for first among `with`,
 * then among the fields of the object, then among the batch's own (authority, account, now, today,
 * request, …): the account of a conflict is the conflict's, not the caller's.  One that is nowhere is a bug and ends the process.
 */
struct with { const char *name, *text; };       /* text NULL is SQL NULL; {NULL, NULL} ends a list */

/* Returns the statement's place in the batch, for the functions below. */
int batch_put(struct batch *batch, enum statement statement, const struct message *message,
	const void *object, const struct with *with);
/* The same with one parameter as the bytes it is, and with rows whose columns are (bytea, text): neither is written in hexadecimal. */
int batch_put_bytes(struct batch *batch, enum statement statement, const struct message *message,
	const void *object, const struct with *with, const char *name, const void *bytes, size_t length);
int batch_put_for_bytes(struct batch *batch, enum statement statement, const struct with *with);
void batch_set(struct batch *batch, const char *name, const char *text);        /* one of the batch's own; keeps text */

int batch_rows(const struct batch *batch, int place);
int64_t batch_affected(const struct batch *batch, int place);
const char *batch_text(const struct batch *batch, int place, int row, const char *column);     /* NULL: SQL NULL */
const void *batch_bytes(const struct batch *batch, int place, int row, const char *column, size_t *ret_length);
int64_t batch_integer(const struct batch *batch, int place, int row, const char *column);      /* or INTEGER_NONE */
int32_t batch_day(const struct batch *batch, int place, int row, const char *column);          /* or DAY_NONE */

/* All rows as an array of the message's struct (columns by field name; others stay none); texts in the arena. */
void *batch_take(const struct batch *batch, int place, const struct message *message,
	struct arena *arena, int *ret_count);
bool batch_take_one(const struct batch *batch, int place, const struct message *message,
	struct arena *arena, void *ret_object);         /* false: no row */

/* A row's columns that are fields of the message, straight to JSON members. */
void batch_write_members(const struct batch *batch, int place, int row, const struct message *message,
	unsigned use, struct buffer *buffer, bool *first);

#endif
