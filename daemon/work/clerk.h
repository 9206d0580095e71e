/* clerk.h - what happens without anybody asking: the clock's operations, looked for and run one by one. */
#ifndef WORK_CLERK_H
#define WORK_CLERK_H

struct engine;
struct event_base;
struct clerk;

/* Looks at once and then every `seconds` (0: several times a second, for a clock that is moved). */
struct clerk *clerk_new(struct event_base *base, struct engine *engine, int seconds);
/* Begins nothing more; idle(arg) is called when what was begun is done, perhaps at once. */
void clerk_stop(struct clerk *clerk, void (*idle)(void *), void *arg);
void clerk_free(struct clerk *clerk);

#endif
