/* clerk - finds what is due and runs the clock's operation on each, one after the other. */
#include "work/clerk.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/engine.h"
#include "op/lapse.h"
#include "port/clock.h"

#define MOVED_CLOCK_US 100000

struct clerk {
	struct engine *engine;
	struct event *timer;
	struct timeval every;
	struct request find, act;
	const struct lapsed *lapsed;
	int next;
	bool busy;
	void (*idle)(void *);
	void *idle_arg;
};

static void act_next(struct clerk *clerk);

static void request_begin(struct clerk *clerk, struct request *request, const struct operation *op,
	void (*done)(struct request *))
{
	struct arena arena = request->arena;
	struct buffer body = request->answer.body;

	arena_clear(&arena);
	*request = (struct request){ .op = op, .arena = arena, .now = clock_now(), .today = clock_today(),
		.door = clerk, .done = done };
	request->answer.body = body;
	id_make(request->now, request->id);
}

static void rest(struct clerk *clerk)
{
	clerk->busy = false;
	if (clerk->idle != NULL)
		clerk->idle(clerk->idle_arg);
	else
		evtimer_add(clerk->timer, &clerk->every);
}

static void acted(struct request *request)
{
	struct clerk *clerk = request->door;

	if (request->refusal == REFUSAL_unavailable || request->refusal == REFUSAL_queue_full) {
		log_warning("%s: not now, later", request->op->name);
		rest(clerk);
		return;
	}
	if (request->refusal < 0)               /* one that cannot be done holds none of the others back */
		log_error("%s %s: fault %d at %s", request->op->name, request->path[0], request->refusal, request->step);
	clerk->next++;
	act_next(clerk);
}

static void act_next(struct clerk *clerk)
{
	if (clerk->idle != NULL || clerk->next == clerk->lapsed->count) {
		rest(clerk);
		return;
	}
	request_begin(clerk, &clerk->act, &op_deadline_lapse, acted);
	clerk->act.path[0] = clerk->lapsed->item[clerk->next].deadline;
	clerk->act.path[1] = clerk->lapsed->item[clerk->next].authority;
	engine_start(clerk->engine, &clerk->act);
}

static void found(struct request *request)
{
	struct clerk *clerk = request->door;

	if (request->refusal != 0) {
		rest(clerk);
		return;
	}
	clerk->lapsed = request->own;
	clerk->next = 0;
	act_next(clerk);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct clerk *clerk = arg;

	(void)fd, (void)what;
	clerk->busy = true;
	request_begin(clerk, &clerk->find, &op_lapse_find, found);
	engine_start(clerk->engine, &clerk->find);
}

struct clerk *clerk_new(struct event_base *base, struct engine *engine, int seconds)
{
	static const struct timeval at_once = { 0, 0 };
	struct clerk *clerk = calloc(1, sizeof *clerk);

	must(clerk != NULL);
	clerk->engine = engine;
	clerk->every = (struct timeval){ seconds, seconds == 0 ? MOVED_CLOCK_US : 0 };
	clerk->timer = evtimer_new(base, look, clerk);
	must(clerk->timer != NULL);
	evtimer_add(clerk->timer, &at_once);
	return clerk;
}

void clerk_stop(struct clerk *clerk, void (*idle)(void *), void *arg)
{
	evtimer_del(clerk->timer);
	clerk->idle = idle;
	clerk->idle_arg = arg;
	if (!clerk->busy)
		idle(arg);
}

void clerk_free(struct clerk *clerk)
{
	arena_release(&clerk->find.arena);
	arena_release(&clerk->act.arena);
	buffer_release(&clerk->find.answer.body);
	buffer_release(&clerk->act.answer.body);
	event_free(clerk->timer);
	free(clerk);
}
