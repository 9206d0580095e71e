/* serve_post.h - the clerk's mail, from the configuration. */
#ifndef SERVE_POST_H
#define SERVE_POST_H

#include "op/engine.h"
#include "sys/config.h"
#include "work/post.h"

struct event_base;

/* 0, or FAULT_CONFIG with the reason added to errors: what smtp_password_file names can be read. */
int serve_post_check(const struct config *config, struct buffer *errors);

/* Without smtp_url it only looks at what waits. */
struct post *serve_post_new(struct event_base *base, struct engine *engine, const struct config *config,
	void (*tell)(int64_t waiting, int64_t oldest));
void serve_post_free(struct post *post);

#endif
