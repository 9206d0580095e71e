/* postmaster.h - the one process of the private cluster that the supervisor keeps. */
#ifndef STORE_POSTMASTER_H
#define STORE_POSTMASTER_H

#include <sys/types.h>

struct embedded;

#define POSTMASTER_STARTING 1

/*
 * In a forked child: stops what an earlier daemon left behind in the directory, then becomes
 * PostgreSQL.  Returns only on a fault.
 */
int postmaster_become(struct embedded *embedded);

/* Does that child answer?  0, or POSTMASTER_STARTING. */
int postmaster_look(const struct embedded *embedded, pid_t pid);

#endif
