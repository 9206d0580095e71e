/* log_data.h - what an event's data says, as a line to read, and its states. */
#ifndef PROTO_LOG_DATA_H
#define PROTO_LOG_DATA_H

#include "base/arena.h"
#include "proto/refusal.h"

/*
 * "alvor: alvorlig; tittel: Ikke satt i system" of the canonical JSON of an event's data.  Ids, checksums and what
 * is empty are left out: they stand in the log as data.  What is no object is "".
 */
const char *log_data(const char *subject_kind, const char *data, enum language language, struct arena *arena);

/* The subject's state, from or to, in the words that its state has everywhere; NULL of NULL. */
const char *log_state(const char *subject_kind, const char *state, enum language language, struct arena *arena);

#endif
