/* config.h - the daemon's configuration: one table of keys, one immutable snapshot. */
#ifndef SYS_CONFIG_H
#define SYS_CONFIG_H

#include <stddef.h>
#include <stdio.h>

#include "base/arena.h"
#include "base/buffer.h"

#define CONFIG_FILE "/etc/tilsyn/tilsynd.conf"

/* A snapshot is never changed: a reload makes another, which processes forked later see. */
struct config {
	struct arena memory;            /* everything below lives here */
	const char **listen;            /* ADDR:PORT, [ADDR]:PORT or unix:PATH */
	long listens;
	const char *tls_certificate, *tls_key;
	const char *embedded, *database, *database_owner;       /* NULL when not set */
	const char *state_dir, *user;
	const char *smtp_url, *smtp_ca, *smtp_user, *smtp_password_file, *mail_from, *public_url, *archive_dir;
	long workers, stop_timeout, log_level;
	long max_connections, read_connections, write_connections, queue_limit;
	long queue_timeout, statement_timeout, request_timeout, idle_timeout;
	long smtp_tls, smtp_timeout;
	long header_limit, body_limit, attachment_limit;
};

/* What the command line says; goes before the file. */
struct config_setting {
	const char *key, *value;
};

/*
 * The snapshot of FILE's text (NULL: CONFIG_FILE, which may be missing) and the command line.
 * FAULT_CONFIG adds every mistake to errors, one a line as "FILE:LINE: what is wrong".
 */
int config_load(const char *file, const struct config_setting *settings, int count,
	struct config **ret_config, struct buffer *errors);
int config_parse(const char *file, const char *text, size_t length, const struct config_setting *settings,
	int count, struct config **ret_config, struct buffer *errors);
void config_free(struct config *config);

/* What a running daemon cannot change is the same in both; else the key's name. */
const char *config_changed_for_good(const struct config *old, const struct config *new);
void config_print_keys(FILE *out);

#endif
