/* scratch.h - a PostgreSQL of a test program's own: made at its start, gone at its end. */
#ifndef TESTS_SCRATCH_H
#define TESTS_SCRATCH_H

#include <sys/types.h>

#include "store/embedded.h"

struct scratch {
	struct embedded embedded;
	pid_t pid;                      /* of the postmaster */
	char base[64];
	char conninfo[2 * EMBEDDED_PATH];               /* as the daemon, who owns nothing */
	char owner[2 * EMBEDDED_PATH];                  /* as the owner of the tables */
	char admin[2 * EMBEDDED_PATH];                  /* as the superuser */
};

/* Gives up root, as the daemon does.  Any failure ends the program with the reason. */
void scratch_start(struct scratch *scratch);
void scratch_run_postmaster(struct scratch *scratch);   /* forks one and waits until it answers */
void scratch_stop(struct scratch *scratch);

#endif
