/* worker - what everything that works without being asked has in common. */
#include "work/worker.h"

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"

#define SECOND INT64_C(1000000)
#define AGAIN (60 * SECOND)             /* until it is said again that the database is away */

static void (*counted)(enum work_count what);

void worker_count_with(void (*count)(enum work_count what))
{
	counted = count;
}

void worker_count(enum work_count what)
{
	if (counted != NULL)
		counted(what);
}

void worker_begin(struct worker *worker, struct event_base *base, struct engine *engine, event_callback_fn look)
{
	worker->engine = engine;
	worker->timer = evtimer_new(base, look, worker);
	must(worker->timer != NULL);
	worker_sleep(worker, 0);
}

void worker_sleep(struct worker *worker, int64_t microseconds)
{
	const struct timeval wait = { microseconds / SECOND, microseconds % SECOND };

	evtimer_add(worker->timer, &wait);
}

void worker_rest(struct worker *worker, int64_t microseconds)
{
	worker->busy = false;
	if (worker->idle == NULL) {
		worker_sleep(worker, microseconds);
		return;
	}
	evtimer_del(worker->timer);             /* one may be left of a sleep within the round */
	worker->idle(worker->idle_arg);
}

void worker_stop(struct worker *worker, void (*idle)(void *), void *arg)
{
	worker->idle = idle;
	worker->idle_arg = arg;
	if (!worker->busy) {            /* a busy one may sleep within its round */
		evtimer_del(worker->timer);
		idle(arg);
	}
}

void worker_end(struct worker *worker)
{
	event_free(worker->timer);
}

void worker_request(struct worker *worker, struct request *request, const struct operation *op, const char *id,
	const char *authority, void (*done)(struct request *))
{
	struct arena arena = request->arena;
	struct buffer body = request->answer.body;

	arena_clear(&arena);
	*request = (struct request){ .op = op, .arena = arena, .now = clock_now(), .today = clock_today(),
		.door = worker, .done = done, .path = { id, authority } };
	request->answer.body = body;
	id_make(request->now, request->id);
}

void worker_forget(struct request *request)
{
	arena_release(&request->arena);
	buffer_release(&request->answer.body);
}

void worker_probe(const struct worker *worker, const char *point, const char *what)
{
	if (worker->engine->probe != NULL)
		worker->engine->probe(point, what, 0);
}

bool worker_is_away(const struct request *request)
{
	static int64_t told;
	int64_t now = clock_monotonic();

	if (request->took_too_long || (request->refusal != REFUSAL_unavailable && request->refusal != REFUSAL_queue_full))
		return false;
	worker_count(WORK_AWAY);
	if (told == 0 || now - told >= AGAIN) {
		log_warning("%s: the database is away: later", request->op->name);
		told = now;
	}
	return true;
}

bool worker_is_fault(const struct request *request)
{
	return request->refusal < 0 || request->took_too_long;
}

/* Whether one more line may be written in this minute. */
static bool may_tell(void)
{
	static int64_t since;
	static int told;
	int64_t now = clock_monotonic();

	if (since == 0 || now - since >= AGAIN) {
		if (told > WORKER_TOLD_MOST)
			log_error("%d more faults were not told of", told - WORKER_TOLD_MOST);
		since = now;
		told = 0;
	}
	return ++told <= WORKER_TOLD_MOST;
}

void worker_tell_fault(const struct request *request)
{
	const char *row = request->path[0] != NULL ? request->path[0] : request->path[1], *name = request->op->name;
	const char *before = row == NULL ? "" : " ";

	if (!worker_is_fault(request))
		return;
	worker_count(WORK_FAULT);
	if (!may_tell())
		return;
	row = row == NULL ? "" : row;
	if (request->took_too_long)
		log_error("%s%s%s: the database gave it up at %s: too slow, or locked too long", name, before, row, request->step);
	else
		log_error("%s%s%s: fault %d at %s", name, before, row, request->refusal, request->step);
}
