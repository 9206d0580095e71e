/* listen.h - the sockets that callers reach us by: made here or handed over by systemd. */
#ifndef SYS_LISTEN_H
#define SYS_LISTEN_H

#include <stdbool.h>

#include "base/buffer.h"

#define LISTEN_MOST 32

struct config;

struct listeners {
	int count;
	int fd[LISTEN_MOST];
	char place[LISTEN_MOST][128];   /* as the configuration has it */
	bool activated;                 /* systemd's: kept whatever the configuration says */
};

/*
 * Opens what config names; a place that `old` (or NULL) has is taken over, not opened again.
 * FAULT_SYSTEM adds to errors what is wrong with each place, and leaves old as it was.
 */
int listeners_open(struct listeners *listeners, const struct config *config, const struct listeners *old,
	struct buffer *errors);

/* Closes those of old that are not in new (or NULL). */
void listeners_close(struct listeners *old, const struct listeners *new);

/* "127.0.0.1:8080, unix:/run/x": where they really are, a port of 0 resolved. */
void listeners_describe(const struct listeners *listeners, struct buffer *out);

#endif
