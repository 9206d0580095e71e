/* log_data.h - what an event's data says, as a line to read. */
#ifndef PROTO_LOG_DATA_H
#define PROTO_LOG_DATA_H

#include "base/arena.h"
#include "proto/refusal.h"

/*
 * "alvor: alvorlig; tittel: Ikke satt i system" of the canonical JSON of an event's data.  Ids, checksums and what
 * is empty are left out: they stand in the log as data.  What is no object is "".
 */
const char *log_data(const char *subject_kind, const char *data, enum language language, struct arena *arena);

#endif
