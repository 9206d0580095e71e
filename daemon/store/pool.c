/* pool - a few connections of each kind, and a bounded queue of those who wait for one. */
#include "store/pool.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "proto/refusal.h"
#include "store/db.h"

#define BACKOFF_FIRST_MS 50
#define BACKOFF_MOST_MS 5000
#define PATIENCE_MORE 2         /* seconds after which the database should have given up by itself */

struct waiter {
	struct waiter *next;
	struct pool *pool;
	enum pool_side side;
	struct event *timer;
	void (*got)(struct batch *, void *);
	void *arg;
};

struct side {
	struct batch *idle;
	struct waiter *first, **last;
	int waiting, connected, busy;
};

struct pool {
	struct event_base *base;
	struct pool_options options;
	struct batch *connections;
	int count;
	struct side side[POOL_SIDES];
	char settings[POOL_SIDES][512];
	long connects, failures;
	bool down_said, freeing;
};

static void hand_out(struct pool *pool, enum pool_side side);
static void connection_ready(struct batch *batch);
static void connection_failed(struct batch *batch);
static const struct db_hooks hooks = { connection_ready, connection_failed };

static void idle_push(struct side *side, struct batch *batch)
{
	batch->next = side->idle;
	side->idle = batch;
}

static void idle_remove(struct side *side, const struct batch *batch)
{
	for (struct batch **at = &side->idle; *at != NULL; at = &(*at)->next)
		if (*at == batch) {
			*at = batch->next;
			return;
		}
}

static void open_now(evutil_socket_t fd, short what, void *arg)
{
	struct batch *batch = arg;
	struct pool *pool = batch->pool;

	(void)fd, (void)what;
	if (batch->event != NULL)
		event_free(batch->event);
	batch->event = NULL;
	db_open(batch, pool->options.conninfo, pool->settings[batch->side], &hooks);
}

/* Tried again after a while that doubles, a little different for each connection. */
static void open_later(struct batch *batch)
{
	int ms = batch->backoff_ms;
	struct timeval wait;

	batch->backoff_ms = ms == 0 ? BACKOFF_FIRST_MS : ms * 2 > BACKOFF_MOST_MS ? BACKOFF_MOST_MS : ms * 2;
	ms += (int)(batch - batch->pool->connections) * 7;
	wait = (struct timeval){ ms / 1000, ms % 1000 * 1000 };
	batch->event = evtimer_new(batch->pool->base, open_now, batch);
	must(batch->event != NULL);
	evtimer_add(batch->event, &wait);
}

static void connection_ready(struct batch *batch)
{
	struct pool *pool = batch->pool;
	struct side *side = &pool->side[batch->side];

	pool->connects++;
	side->connected++;
	if (pool->down_said)
		log_notice("database: connected again");
	pool->down_said = false;
	db_clear(batch);
	idle_push(side, batch);
	hand_out(pool, batch->side);
}

static void connection_failed(struct batch *batch)
{
	struct pool *pool = batch->pool;
	struct side *side = &pool->side[batch->side];

	pool->failures++;
	if (batch->step == DB_READY) {
		side->connected--;
		idle_remove(side, batch);
	}
	if (!pool->down_said)
		log_warning("database: %s", batch->complaint);
	pool->down_said = true;
	db_close(batch);
	if (!pool->freeing)
		open_later(batch);
}

/*
 * The long text at the end is for libpq, which reads into a buffer of 16 kB until a message needs more,
 * and then keeps it: an answer of 40 kB is one recv instead of three.
 */
static void settings_write(struct pool *pool, enum pool_side side)
{
	const struct pool_options *o = &pool->options;

	snprintf(pool->settings[side], sizeof pool->settings[side],
		"SET datestyle = 'ISO'; SET timezone = 'UTC'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1;"
		"SET statement_timeout = %d; SET lock_timeout = %d; SET idle_in_transaction_session_timeout = %d;"
		"SET default_transaction_isolation = '%s'; SET default_transaction_read_only = %s; SET synchronous_commit = on;"
		"SELECT repeat(' ', 100000)",
		o->statement_ms, o->lock_ms, o->idle_ms,
		side == POOL_READ ? "repeatable read" : "read committed", side == POOL_READ ? "on" : "off");
}

struct pool *pool_new(struct event_base *base, const struct pool_options *options)
{
	struct pool *pool = calloc(1, sizeof *pool);

	must(pool != NULL);
	pool->base = base;
	pool->options = *options;
	pool->count = options->readers + options->writers + options->logins;
	pool->connections = calloc((size_t)pool->count, sizeof *pool->connections);
	must(pool->connections != NULL);
	for (int side = 0; side < POOL_SIDES; side++) {
		pool->side[side].last = &pool->side[side].first;
		settings_write(pool, side);
	}
	for (int i = 0; i < pool->count; i++) {
		struct batch *batch = &pool->connections[i];

		batch->pool = pool;
		batch->base = base;
		batch->patient_for.tv_sec = options->statement_ms / 1000 + PATIENCE_MORE;
		/* where the server admits fewer it is commands that have fewer, not logins that have none */
		batch->side = i < options->logins ? POOL_LOGIN : i < options->logins + options->readers ? POOL_READ : POOL_WRITE;
		arena_init(&batch->scratch);
		open_later(batch);
	}
	return pool;
}

void pool_free(struct pool *pool)
{
	pool->freeing = true;
	for (int i = 0; i < pool->count; i++) {
		struct batch *batch = &pool->connections[i];

		must(!batch->busy);
		db_close(batch);
		free(batch->result);
		free(batch->statement);
		arena_release(&batch->scratch);
	}
	free(pool->connections);
	free(pool);
}

static void lend(struct side *side, struct batch *batch, void (*got)(struct batch *, void *), void *arg)
{
	side->idle = batch->next;
	side->busy++;
	batch->busy = true;
	memset(batch->own, 0, sizeof batch->own);
	got(batch, arg);
}

static struct waiter *waiter_pop(struct side *side)
{
	struct waiter *waiter = side->first;

	if (waiter == NULL)
		return NULL;
	side->first = waiter->next;
	if (side->first == NULL)
		side->last = &side->first;
	side->waiting--;
	event_free(waiter->timer);
	return waiter;
}

static void hand_out(struct pool *pool, enum pool_side at)
{
	struct side *side = &pool->side[at];

	while (side->idle != NULL && side->first != NULL) {
		struct waiter *waiter = waiter_pop(side);

		lend(side, side->idle, waiter->got, waiter->arg);
		free(waiter);
	}
}

static void waited_too_long(evutil_socket_t fd, short what, void *arg)
{
	struct waiter *waiter = arg;
	struct side *side = &waiter->pool->side[waiter->side];
	struct waiter **at = &side->first;

	(void)fd, (void)what;
	while (*at != waiter)
		at = &(*at)->next;
	*at = waiter->next;
	if (side->last == &waiter->next)
		side->last = at;
	side->waiting--;
	event_free(waiter->timer);
	waiter->got(NULL, waiter->arg);
	free(waiter);
}

int pool_ask(struct pool *pool, enum pool_side at, void (*got)(struct batch *, void *), void *arg)
{
	struct side *side = &pool->side[at];
	struct timeval wait = { pool->options.wait_ms / 1000, pool->options.wait_ms % 1000 * 1000 };
	struct waiter *waiter;

	if (side->idle != NULL) {
		lend(side, side->idle, got, arg);
		return 0;
	}
	if (side->waiting >= pool->options.queue)
		return REFUSAL_queue_full;
	waiter = calloc(1, sizeof *waiter);
	must(waiter != NULL);
	*waiter = (struct waiter){ .pool = pool, .side = at, .got = got, .arg = arg };
	waiter->timer = evtimer_new(pool->base, waited_too_long, waiter);
	must(waiter->timer != NULL);
	evtimer_add(waiter->timer, &wait);
	*side->last = waiter;
	side->last = &waiter->next;
	side->waiting++;
	return 0;
}

void pool_give(struct pool *pool, struct batch *batch)
{
	struct side *side = &pool->side[batch->side];
	bool sound = !batch->lost && PQstatus(batch->pg) == CONNECTION_OK
		&& PQtransactionStatus(batch->pg) == PQTRANS_IDLE && batch->done == NULL;

	must(batch->busy);
	batch->busy = false;
	side->busy--;
	db_clear(batch);
	arena_clear(&batch->scratch);
	if (!sound) {
		snprintf(batch->complaint, sizeof batch->complaint, "a connection was lost");
		side->connected--;
		batch->step = DB_CLOSED;
		connection_failed(batch);
		return;
	}
	if (batch->spent) {
		side->connected--;
		db_close(batch);
		open_now(-1, 0, batch);
		return;
	}
	idle_push(side, batch);
	hand_out(pool, batch->side);
}

bool pool_ready(const struct pool *pool)
{
	return pool->side[POOL_READ].connected > 0 && pool->side[POOL_WRITE].connected > 0
		&& (pool->options.logins == 0 || pool->side[POOL_LOGIN].connected > 0);
}

struct pool_figures pool_figures(const struct pool *pool)
{
	const struct side *r = &pool->side[POOL_READ], *w = &pool->side[POOL_WRITE], *l = &pool->side[POOL_LOGIN];

	return (struct pool_figures){
		.connected = r->connected + w->connected + l->connected, .readers = r->connected, .writers = w->connected,
		.wanted = pool->count, .busy = r->busy + w->busy + l->busy, .waiting = r->waiting + w->waiting + l->waiting,
		.connects = pool->connects, .failures = pool->failures,
	};
}
