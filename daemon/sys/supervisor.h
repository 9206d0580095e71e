/*
 * supervisor.h - keeps doors, clerk and database alive: one process, no thread, no request.
 *
 * A reload forks new doors beside the old ones, and only when every new one is ready do the old ones
 * leave: what cannot start never replaces what works.
 */
#ifndef SYS_SUPERVISOR_H
#define SYS_SUPERVISOR_H

#include <sys/types.h>

#include "base/buffer.h"
#include "sys/listen.h"

struct config;
struct supervisor;

/* What the children are: given by main, each called in a process of its own, which ends with its value. */
struct supervisor_hooks {
	/* Answers on the sockets until SIGTERM, then finishes; calls ready once it serves. */
	int (*door)(void *data, const struct config *config, const int *fds, int count, void (*ready)(void));
	/* The same for what happens without anybody asking. */
	int (*clerk)(void *data, const struct config *config, void (*ready)(void));
	/* Becomes the database, which stops on SIGINT; returns on a fault.  NULL: there is none to keep. */
	int (*database)(void *data);
	/* In this process: the database has ended, with wait(2)'s status. */
	void (*database_ended)(void *data, int status);
	/* In this process, on SIGHUP: the new snapshot, checked; a fault explains itself in errors. */
	int (*reload)(void *data, const struct config *now, struct config **ret_config, struct buffer *errors);
	void *data;
};

struct supervisor *supervisor_new(const struct supervisor_hooks *hooks);
void supervisor_free(struct supervisor *supervisor);

/* Forks the database before anything else runs; its process id, or FAULT_SYSTEM. */
pid_t supervisor_start_database(struct supervisor *supervisor);

/* Has the database ended?  Asked while waiting for it, before supervisor_run. */
int supervisor_database_lives(struct supervisor *supervisor);

/* Stops the database that was started, when there is nothing to run. */
void supervisor_stop_database(struct supervisor *supervisor);

/* Takes over config and listeners, and returns when all has stopped: the exit code. */
int supervisor_run(struct supervisor *supervisor, struct config *config, const struct listeners *listeners);

#endif
