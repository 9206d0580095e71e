/* digest - a look now and then; in the morning of a working day, one tenant after the other. */
#include "work/digest.h"

#include <event2/event.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/digest.h"
#include "op/engine.h"
#include "port/clock.h"

struct digest {
	struct engine *engine;
	struct event *timer;
	struct timeval every;
	struct request find, put;       /* what was found lives as long as its request */
	const struct digests *found;
	int next;
	bool busy;
	void (*idle)(void *);
	void *idle_arg;
};

static void ask(struct digest *digest, struct request *request, const struct operation *op, void (*done)(struct request *))
{
	struct arena arena = request->arena;
	struct buffer body = request->answer.body;

	arena_clear(&arena);
	*request = (struct request){ .op = op, .arena = arena, .now = clock_now(), .today = clock_today(),
		.door = digest, .done = done };
	request->answer.body = body;
	id_make(request->now, request->id);
	if (request == &digest->put)
		request->path[1] = digest->found->authority[digest->next];
	engine_start(digest->engine, request);
}

static void rest(struct digest *digest)
{
	digest->busy = false;
	if (digest->idle != NULL)
		digest->idle(digest->idle_arg);
	else
		evtimer_add(digest->timer, &digest->every);
}

static void put(struct request *request);

static void put_next(struct digest *digest)
{
	if (digest->idle != NULL || digest->next == digest->found->count)
		rest(digest);
	else
		ask(digest, &digest->put, &op_digest_put, put);
}

static void put(struct request *request)
{
	struct digest *digest = request->door;

	if (request->refusal < 0)               /* one that cannot be done holds none of the others back */
		log_error("%s %s: fault %d at %s", request->op->name, request->path[1], request->refusal, request->step);
	digest->next++;
	put_next(digest);
}

static void found(struct request *request)
{
	struct digest *digest = request->door;

	if (request->refusal != 0) {
		rest(digest);
		return;
	}
	digest->found = request->own;
	digest->next = 0;
	put_next(digest);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct digest *digest = arg;

	(void)fd, (void)what;
	digest->busy = true;
	if (digest_is_time(clock_now()))
		ask(digest, &digest->find, &op_digest_find, found);
	else
		rest(digest);
}

struct digest *digest_new(struct event_base *base, struct engine *engine, int look_ms)
{
	static const struct timeval at_once = { 0, 0 };
	struct digest *digest = calloc(1, sizeof *digest);

	must(digest != NULL);
	digest->engine = engine;
	digest->every = (struct timeval){ look_ms / 1000, look_ms % 1000 * 1000 };
	digest->timer = evtimer_new(base, look, digest);
	must(digest->timer != NULL);
	evtimer_add(digest->timer, &at_once);
	return digest;
}

void digest_stop(struct digest *digest, void (*idle)(void *), void *arg)
{
	evtimer_del(digest->timer);
	digest->idle = idle;
	digest->idle_arg = arg;
	if (!digest->busy)
		idle(arg);
}

void digest_free(struct digest *digest)
{
	arena_release(&digest->find.arena);
	arena_release(&digest->put.arena);
	buffer_release(&digest->find.answer.body);
	buffer_release(&digest->put.answer.body);
	event_free(digest->timer);
	free(digest);
}
