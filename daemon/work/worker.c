/* worker - what everything that works without being asked has in common. */
#include "work/worker.h"

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"

#define SECOND INT64_C(1000000)

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
	if (worker->idle != NULL)
		worker->idle(worker->idle_arg);
	else
		worker_sleep(worker, microseconds);
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

bool worker_is_away(const struct request *request)
{
	return request->refusal == REFUSAL_unavailable || request->refusal == REFUSAL_queue_full;
}

void worker_tell_fault(const struct request *request)
{
	const char *row = request->path[0] != NULL ? request->path[0] : request->path[1];

	if (request->refusal < 0)
		log_error("%s%s%s: fault %d at %s", request->op->name, row == NULL ? "" : " ", row == NULL ? "" : row,
			request->refusal, request->step);
}
