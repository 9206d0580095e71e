/* go.h - the words that wait for the database.  Only op/engine.c may include this. */
#ifndef STORE_GO_H
#define STORE_GO_H

#include "store/batch.h"

struct pool;

enum pool_side { POOL_READ, POOL_WRITE, POOL_LOGIN, POOL_SIDES };

/*
 * A connection to put statements on, now or later: got(batch, arg) is called once, with NULL when
 * none came in time.  Returns 0, or REFUSAL_queue_full or REFUSAL_unavailable at once (got is then
 * not called).
 */
int pool_ask(struct pool *pool, enum pool_side side, void (*got)(struct batch *, void *), void *arg);
void pool_give(struct pool *pool, struct batch *batch);         /* back; a broken one is replaced */

/* Sends what was put, and a sync; done(arg) when all rows are there or the batch failed. */
void batch_go(struct batch *batch, void (*done)(void *), void *arg);

/* Forget what was put and brought: places begin at 0 again.  Before that they count on over every go. */
void batch_clear(struct batch *batch);

/* For tests of faults: what was put is on its way, though nothing waits for it yet; and to which process. */
void batch_push(struct batch *batch);
int batch_backend(const struct batch *batch);

const char *batch_sqlstate(const struct batch *batch);  /* "" where all went well; the first failure's */
const char *batch_complaint(const struct batch *batch); /* its text, for the log */
bool batch_tag_is(const struct batch *batch, int place, const char *tag);
bool batch_in_transaction(const struct batch *batch);
bool batch_lost(const struct batch *batch);             /* the connection is gone */

#endif
