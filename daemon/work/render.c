/* render - a page of letters found, each made by an operation of its own; then of case files; then another look. */
#include "work/render.h"

#include <stdlib.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/document.h"
#include "port/clock.h"
#include "work/later.h"
#include "work/worker.h"

static const struct { const struct operation *find, *make; const char *what; } kinds[] = {
	{ &op_document_find, &op_document_make, "letter" },
	{ &op_case_file_find, &op_case_file_make, "case file" },        /* after the letters in it */
};
#define KINDS ((int)(sizeof kinds / sizeof kinds[0]))

struct render {
	struct worker worker;
	int64_t every;                  /* µs between two looks */
	struct request find, make, fail;        /* what was found lives as long as its request */
	const struct due *wanted;
	struct due_row last;            /* of the page before */
	int kind, next;
	struct later later;             /* what could not be made, nor told of */
};

static void made(struct request *request);

static void find(struct render *render, struct due_row *after);

static void rest(struct render *render)
{
	worker_rest(&render->worker, render->every);
}

/* A page is behind us, whatever became of it; a full one may have another after it. */
static void page_ended(struct render *render)
{
	if (render->wanted->count == DUE_PAGE) {
		render->last = render->wanted->row[DUE_PAGE - 1];
		find(render, &render->last);
	} else if (++render->kind < KINDS) {
		find(render, NULL);
	} else {
		rest(render);
	}
}

static void make_next(struct render *render)
{
	const struct due *wanted = render->wanted;
	const struct due_row *row;

	while (render->next < wanted->count && later_has(&render->later, wanted->row[render->next].id, clock_monotonic()))
		render->next++;
	if (render->worker.idle != NULL) {
		rest(render);
	} else if (render->next == wanted->count) {
		page_ended(render);
	} else {
		row = &wanted->row[render->next];
		worker_request(&render->worker, &render->make, kinds[render->kind].make, row->id, row->authority, made);
		engine_start(render->worker.engine, &render->make);
	}
}

/* Of the one just made, or told of: false when the database is away. */
static bool ended(struct render *render, struct request *request)
{
	if (worker_is_away(request)) {
		rest(render);
		return false;
	}
	worker_tell_fault(request);
	if (worker_is_fault(request))
		later_put(&render->later, request->path[0], clock_monotonic());
	else
		later_drop(&render->later, request->path[0]);
	return true;
}

static void go_on(struct render *render)
{
	render->next++;
	make_next(render);
}

static void failed(struct request *request)
{
	struct render *render = request->door;

	if (ended(render, request))
		go_on(render);
}

static void made(struct request *request)
{
	struct render *render = request->door;
	const struct document_made *document = request->own;
	bool letter = kinds[render->kind].make == &op_document_make;

	if (!ended(render, request))
		return;
	if (request->refusal != 0 || document->reason == NULL) {
		go_on(render);
		return;
	}
	log_error("case %s: %s %s cannot be made: %s", document->case_number, kinds[render->kind].what, request->path[0],
		document->reason);
	if (!letter) {
		go_on(render);
		return;
	}
	worker_request(&render->worker, &render->fail, &op_document_fail, request->path[0], request->path[1], failed);
	render->fail.body = (void *)(uintptr_t)document->reason;
	engine_start(render->worker.engine, &render->fail);
}

static void found(struct request *request)
{
	struct render *render = request->door;

	if (request->refusal != 0) {
		if (!worker_is_away(request))
			worker_tell_fault(request);
		rest(render);
		return;
	}
	render->wanted = request->own;
	render->next = 0;
	make_next(render);
}

static void find(struct render *render, struct due_row *after)
{
	worker_request(&render->worker, &render->find, kinds[render->kind].find, NULL, NULL, found);
	render->find.query = after;
	engine_start(render->worker.engine, &render->find);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct render *render = arg;

	(void)fd, (void)what;
	render->worker.busy = true;
	render->kind = 0;
	find(render, NULL);
}

struct render *render_new(struct event_base *base, struct engine *engine, int look_ms)
{
	struct render *render = calloc(1, sizeof *render);

	must(render != NULL);
	render->every = look_ms * INT64_C(1000);
	worker_begin(&render->worker, base, engine, look);
	return render;
}

void render_stop(struct render *render, void (*idle)(void *), void *arg)
{
	worker_stop(&render->worker, idle, arg);
}

void render_free(struct render *render)
{
	worker_forget(&render->find);
	worker_forget(&render->make);
	worker_forget(&render->fail);
	worker_end(&render->worker);
	free(render);
}
