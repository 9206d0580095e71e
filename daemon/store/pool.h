/* pool.h - a few connections to one database, shared by the requests of a process. */
#ifndef STORE_POOL_H
#define STORE_POOL_H

#include <stdbool.h>

struct event_base;
struct pool;

struct pool_options {
	const char *conninfo;           /* libpq's; kept by pointer */
	int readers, writers;           /* connections of each kind */
	int logins;                     /* for strangers' passwords, which take long: they hold nobody else up */
	int queue;                      /* requests that may wait for one, each kind */
	int wait_ms;                    /* how long */
	int statement_ms, lock_ms, idle_ms;
};

struct pool_figures {
	int connected, wanted, busy, waiting, readers, writers;
	long connects, failures;
};

struct pool *pool_new(struct event_base *base, const struct pool_options *options);
void pool_free(struct pool *pool);      /* nobody may hold a batch */
bool pool_ready(const struct pool *pool);               /* at least one connection of each kind stands */
struct pool_figures pool_figures(const struct pool *pool);

#endif
