/* once.h - a connection that waits: for start-up, tasks at the prompt and the clerk, never in a door. */
#ifndef STORE_ONCE_H
#define STORE_ONCE_H

#include <stddef.h>

#include "base/fault.h"
#include "store/batch.h"

struct once;

/* NULL with the reason in why. */
struct once *once_open(const char *conninfo, char *why, size_t size);
/* The same for who has more to do than wait: gives up when connecting, or a statement, takes so many seconds (2 at least). */
struct once *once_open_within(const char *conninfo, int seconds, char *why, size_t size);
void once_close(struct once *once);

/* One statement with its named parameters: 0, or FAULT_DATABASE with once_why.  Its rows stand until the next. */
int once_ask(struct once *once, enum statement statement, const struct with *with) __attribute__((warn_unused_result));
int once_rows(const struct once *once);
const char *once_text(const struct once *once, int row, const char *column);    /* NULL: SQL NULL */
const char *once_why(const struct once *once);

#endif
