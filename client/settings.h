/* settings.h - what the command line, the environment and the configuration say, in that order. */
#ifndef CLIENT_SETTINGS_H
#define CLIENT_SETTINGS_H

#include <stdbool.h>

#include "base/arena.h"
#include "client/screen.h"
#include "proto/refusal.h"

#define SERVER_DEFAULT "http://127.0.0.1:8080"

struct settings {
	const char *directory;          /* $XDG_CONFIG_HOME/tilsyn */
	const char *server;             /* no slash at the end */
	const char *token;              /* of that server, or NULL */
	const char *language;           /* of --language or the configuration, or NULL */
	const char *ca;                 /* a file of certificates to trust, or NULL: the system's */
	enum color color;
	bool json;                      /* answers as they came */
	const char *member;             /* --member: only this member of the answer, or NULL */
	bool cleartext;                 /* http to another machine is allowed */
};

/*
 * What the command line left open, from the environment (TILSYN_SERVER, TILSYN_TOKEN, TILSYN_CA) and from
 * `config` and `tokens` in the directory.  Returns NULL, or what is wrong, in one line.
 */
const char *settings_load(struct settings *settings, struct arena *arena);

/* The language of texts: settings->language, else LC_ALL, LC_MESSAGES, LANG; else nb. */
enum language settings_language(const struct settings *settings);

/* Keep a token for settings->server, or with NULL forget it; returns NULL or what is wrong. */
const char *settings_keep_token(const struct settings *settings, const char *token, struct arena *arena);

/* Keep the server as the one to use when none is named; other lines of `config` stay. */
const char *settings_keep_server(const struct settings *settings, struct arena *arena);

/* http or https, a host, perhaps a port and a path; no user, query or fragment. */
bool server_valid(const char *server);
bool server_is_clear(const char *server);       /* http to a machine that is not this one */

#endif
