/*
 * worker.h - what everything that works without being asked has in common: an engine, a timer, and an end
 * that waits for what was begun.  It is the first member of whoever works, who is the `door` of its requests.
 */
#ifndef WORK_WORKER_H
#define WORK_WORKER_H

#include <event2/event.h>

#include "op/engine.h"

struct worker {
	struct engine *engine;
	struct event *timer;
	bool busy;                      /* something was begun that is not done */
	void (*idle)(void *);           /* set: begin nothing more, and call it when nothing is left to do */
	void *idle_arg;
};

/* look(fd, what, worker) is called at once, and again when it has slept. */
void worker_begin(struct worker *worker, struct event_base *base, struct engine *engine, event_callback_fn look);
void worker_sleep(struct worker *worker, int64_t microseconds);
/* A round is over. */
void worker_rest(struct worker *worker, int64_t microseconds);
/* idle(arg) is called when what was begun is done, perhaps at once. */
void worker_stop(struct worker *worker, void (*idle)(void *), void *arg);
void worker_end(struct worker *worker);

/*
 * A new request in the memory of the one before it, about a row by its id and authority (both may be
 * NULL).  The caller adds what the operation needs besides, and starts it.
 */
void worker_request(struct worker *worker, struct request *request, const struct operation *op, const char *id,
	const char *authority, void (*done)(struct request *));
void worker_forget(struct request *request);            /* its memory too */

/* Between two steps, for a build for tests: see engine.probe. */
void worker_probe(const struct worker *worker, const char *point, const char *what);

/* The database does not answer now: what was asked is asked again later.  That is counted, and logged once a minute. */
bool worker_is_away(const struct request *request);
/* Of this one row: a fault, or the database gave it up as too slow or locked too long, and does what else it is asked. */
bool worker_is_fault(const struct request *request);
/*
 * Such a fault is logged and counted; one row that cannot be done holds none of the others back.  No more
 * than so many are logged in a minute; the first of another minute tells how many more there were.
 */
#define WORKER_TOLD_MOST 20
void worker_tell_fault(const struct request *request);

/* What those who watch want to know the number of. */
enum work_count { WORK_AWAY, WORK_FAULT, WORK_MAIL_SENT, WORK_MAIL_LATER, WORK_MAIL_FAILED, WORK_COUNTS };
/* Of this process; before that nothing is counted. */
void worker_count_with(void (*count)(enum work_count what));
void worker_count(enum work_count what);

#endif
