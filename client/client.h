/* client.h - what every command has: who it talks to, how it speaks, and how it ends. */
#ifndef CLIENT_CLIENT_H
#define CLIENT_CLIENT_H

#include <jansson.h>

#include "base/arena.h"
#include "client/screen.h"
#include "client/settings.h"
#include "proto/refusal.h"

/* The exit codes.  Whoever returns another than ENDED_DONE has said why on standard error. */
enum ended {
	ENDED_DONE,
	ENDED_REFUSED,          /* the daemon said no: guards, rights, mistakes in a body, a stale version */
	ENDED_USAGE,            /* the command line makes no sense */
	ENDED_AWAY,             /* the daemon cannot be reached, or cannot serve now */
};

struct client {
	struct arena arena;             /* of the whole run: nobody frees */
	struct settings settings;
	enum language language;
	struct screen screen;           /* standard output */
	struct screen complaints;       /* standard error */
	struct http *http;              /* made by the first request */
	struct known *known;            /* what was asked for once: names and lists by noun */
	const char *file;               /* what is sent was read from it, … */
	const int64_t *lines;           /* … and where in it the points stood; NULL: nothing was */
	int line_count;
	bool member_missing;            /* --member names what the answer has not, and that was told */
};

/*
 * "tilsyn: …" on standard error, in the reader's language where says.def has the format; returns ended, so that a
 * function can end with it.
 */
int client_say(struct client *client, enum ended ended, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same text in the reader's language, where says.def has it. */
const char *client_said(const struct client *client, const char *english);

#endif
