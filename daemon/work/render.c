/* render - a page of letters found, each made by an operation of its own; then of case files; then another look. */
#include "work/render.h"

#include <event2/event.h>
#include <stdlib.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/document.h"
#include "op/engine.h"
#include "port/clock.h"

static const struct { const struct operation *find, *make; const char *what; } kinds[] = {
	{ &op_document_find, &op_document_make, "letter" },
	{ &op_case_file_find, &op_case_file_make, "case file" },        /* after the letters in it */
};
#define KINDS ((int)(sizeof kinds / sizeof kinds[0]))

struct render {
	struct engine *engine;
	struct event *timer;
	struct timeval every;
	struct request find, make;      /* what was found lives as long as its request */
	const struct documents_wanted *wanted;
	int kind, next, made;           /* made: of those found */
	bool busy;
	void (*idle)(void *);
	void *idle_arg;
};

static void ask(struct render *render, struct request *request, const struct operation *op, void (*done)(struct request *))
{
	struct arena arena = request->arena;
	struct buffer body = request->answer.body;

	arena_clear(&arena);
	*request = (struct request){ .op = op, .arena = arena, .now = clock_now(), .today = clock_today(),
		.door = render, .done = done };
	request->answer.body = body;
	id_make(request->now, request->id);
	if (request == &render->make) {
		request->path[0] = render->wanted->item[render->next].id;
		request->path[1] = render->wanted->item[render->next].authority;
	}
	engine_start(render->engine, request);
}

static void rest(struct render *render)
{
	render->busy = false;
	if (render->idle != NULL)
		render->idle(render->idle_arg);
	else
		evtimer_add(render->timer, &render->every);
}

static void made(struct request *request);

static void find(struct render *render);

/* There may be more than a page of them. */
static void page_ended(struct render *render)
{
	render->kind += render->made == 0;
	if (render->kind < KINDS)
		find(render);
	else
		rest(render);
}

static void make_next(struct render *render)
{
	if (render->idle != NULL)
		rest(render);
	else if (render->next == render->wanted->count)
		page_ended(render);
	else
		ask(render, &render->make, kinds[render->kind].make, made);
}

static void made(struct request *request)
{
	struct render *render = request->door;
	const struct document_made *document = request->own;

	if (request->refusal == REFUSAL_unavailable || request->refusal == REFUSAL_queue_full) {
		log_warning("%s: not now, later", request->op->name);
		rest(render);
		return;
	}
	if (request->refusal < 0)               /* one that cannot be done holds none of the others back */
		log_error("%s %s: fault %d at %s", request->op->name, request->path[0], request->refusal, request->step);
	if (request->refusal == 0 && document->reason != NULL)
		log_error("case %s: %s %s cannot be made: %s", document->case_number, kinds[render->kind].what, request->path[0],
			document->reason);
	render->made += request->refusal == 0;
	render->next++;
	make_next(render);
}

static void found(struct request *request)
{
	struct render *render = request->door;

	if (request->refusal != 0) {
		if (request->refusal < 0)
			log_error("%s: fault %d at %s", request->op->name, request->refusal, request->step);
		rest(render);
		return;
	}
	render->wanted = request->own;
	render->next = render->made = 0;
	make_next(render);
}

static void find(struct render *render)
{
	ask(render, &render->find, kinds[render->kind].find, found);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct render *render = arg;

	(void)fd, (void)what;
	render->busy = true;
	render->kind = 0;
	find(render);
}

struct render *render_new(struct event_base *base, struct engine *engine, int look_ms)
{
	static const struct timeval at_once = { 0, 0 };
	struct render *render = calloc(1, sizeof *render);

	must(render != NULL);
	render->engine = engine;
	render->every = (struct timeval){ look_ms / 1000, look_ms % 1000 * 1000 };
	render->timer = evtimer_new(base, look, render);
	must(render->timer != NULL);
	evtimer_add(render->timer, &at_once);
	return render;
}

void render_stop(struct render *render, void (*idle)(void *), void *arg)
{
	evtimer_del(render->timer);
	render->idle = idle;
	render->idle_arg = arg;
	if (!render->busy)
		idle(arg);
}

void render_free(struct render *render)
{
	arena_release(&render->find.arena);
	arena_release(&render->make.arena);
	buffer_release(&render->find.answer.body);
	buffer_release(&render->make.answer.body);
	event_free(render->timer);
	free(render);
}
