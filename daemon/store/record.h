/*
 * record.h - in a build for tests, what is said to the database: a line of JSON for each connection's
 * settings, each statement and each sync, in the file that TILSYN_RECORD names.  Without it, and in every other build, nothing.
 */
#ifndef STORE_RECORD_H
#define STORE_RECORD_H

#include "store/statement.h"

#ifdef TEST_CLOCK
void record_statement(const void *batch, enum statement statement, int count, const char *const *values);
void record_sync(const void *batch);
void record_settings(const void *batch, const char *settings);
#else
static inline void record_statement(const void *batch, enum statement statement, int count, const char *const *values)
{
	(void)batch, (void)statement, (void)count, (void)values;
}

static inline void record_sync(const void *batch)
{
	(void)batch;
}

static inline void record_settings(const void *batch, const char *settings)
{
	(void)batch, (void)settings;
}
#endif

#endif
