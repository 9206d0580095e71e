/* serve.h - the two kinds of children: a door that answers, and the clerk. */
#ifndef SERVE_H
#define SERVE_H

#include "http/metrics.h"
#include "pulse.h"
#include "sys/config.h"

#define SERVE_LOGINS 1                  /* connections of a door for who logs in: it tries one password at a time */

struct serving {
	const char *conninfo;
	struct metrics *metrics;        /* from before the fork, shared by all doors */
	struct pulse pulse;             /* the same, with the clerk */
};

/*
 * 0, or FAULT_CONFIG with the reason added to errors: what files the configuration names can be used.
 * A certificate or a login that cannot must not take the place of one that can.
 */
int serve_check(const struct config *config, struct buffer *errors);

/* Both return the exit code, after SIGTERM. */
int serve_door(const struct serving *serving, const struct config *config, const int *fds, int count,
	void (*ready)(void));
int serve_clerk(const struct serving *serving, const struct config *config, void (*ready)(void));

#endif
