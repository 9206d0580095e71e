/* post.h - takes mails from the outbox, has them carried, and tells the outbox what came of it. */
#ifndef WORK_POST_H
#define WORK_POST_H

#include <stdint.h>

#include "port/courier.h"

struct engine;
struct event_base;
struct post;

struct post_options {
	struct courier *courier;        /* NULL: nothing is sent, the outbox holds it */
	const char *from;               /* the address that mail comes from */
	const char *link;               /* what links begin with, or NULL */
	long seconds;                   /* how long a mail may take with the courier */
	int look_ms;                    /* between two looks at the outbox */
	/* what waits in the outbox, after each look; oldest is an instant, or INSTANT_NONE; or NULL */
	void (*tell)(int64_t waiting, int64_t oldest);
};

struct post *post_new(struct event_base *base, struct engine *engine, const struct post_options *options);
/* Takes nothing more in hand; idle(arg) is called when what it had in hand has ended, perhaps at once. */
void post_stop(struct post *post, void (*idle)(void *), void *arg);
void post_free(struct post *post);

#endif
