/* migrate.h - the schema, step by step: each migration once, in order, in a transaction of its own. */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include <stddef.h>

struct migration {
	int version;                    /* 1, 2, 3 … without holes */
	const char *name, *sql;
};

extern const struct migration migrations[];     /* sql/migrations/, built in */
extern const int migration_count;

#define MIGRATE_REFUSED 1               /* the database's schema is newer than this program, or was changed */

/*
 * Brings the database that conninfo names, as the role that owns the tables, up to the last of list.
 * Several daemons may try at once: one works, the others wait for it.  Writes nothing when there is
 * nothing to do.  MIGRATE_REFUSED and FAULT_DATABASE leave in why which migration and what is wrong
 * with it; those before it stay applied.  Blocks: only for start-up.
 */
int migrate_run(const char *conninfo, const struct migration *list, int count, int *ret_applied,
	char *why, size_t why_size);

#endif
