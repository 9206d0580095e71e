/* clerk.h - what happens without anybody asking: the clock's operations, looked for and run one by one. */
#ifndef WORK_CLERK_H
#define WORK_CLERK_H

#include <stdbool.h>
#include <stdint.h>

struct engine;
struct event_base;
struct clerk;

#define CLERK_AT_ONCE 8                 /* cases it has in hand, each over a connection of its own */

struct clerk_options {
	int bell;                       /* an eventfd that whoever changes a case adds to, or -1 */
	bool moved_clock;               /* the clock may jump: see what it says several times a second */
	/* after every look: the instant at which something is due or was, INSTANT_NONE: nothing waits */
	void (*tell)(int64_t due);
};

/*
 * Looks at once, then when the next thing is due, when the bell has rung, and once a minute, for what
 * other hosts have changed.
 */
struct clerk *clerk_new(struct event_base *base, struct engine *engine, const struct clerk_options *options);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void clerk_stop(struct clerk *clerk, void (*idle)(void *), void *arg);
void clerk_free(struct clerk *clerk);

#endif
