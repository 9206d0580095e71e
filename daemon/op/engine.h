/* engine.h - runs operations: the only code that begins, waits, commits, rolls back and tries again. */
#ifndef OP_ENGINE_H
#define OP_ENGINE_H

#include "op/operation.h"

struct pool;

/* The point, the name of the operation or the row at hand, and the process of the connection, 0 where none is used. */
typedef void engine_probe(const char *point, const char *what, int backend);

struct engine {
	struct pool *pool;
	/*
	 * Slow work off the loop: calls work(request) on another thread, then done(request) on the
	 * loop.  Returns 0, or REFUSAL_queue_full when too much waits already.
	 */
	int (*toil)(void (*work)(struct request *), struct request *request, void (*done)(struct request *));
	/*
	 * NULL but in a build for tests: called when all of a command but its COMMIT is with the database
	 * ("before_commit"), again when the COMMIT is done and the answer not yet given ("after_commit"), and by
	 * workers between the steps of what they do outside it.
	 */
	engine_probe *probe;
	void (*wrote)(void);            /* after a COMMIT, or NULL: somebody may have something to do now */
	long retries;                   /* serialization failures, deadlocks and lost connections tried again */
};

/* request.done is called once, perhaps before this returns. */
void engine_start(struct engine *engine, struct request *request);

#endif
