/* filing - one round: the receipts that wait, then the posts, one after the other under the folder's lock. */
#include "work/filing.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "archive/folder.h"
#include "base/fault.h"
#include "base/log.h"
#include "op/archive.h"
#include "op/engine.h"
#include "port/clock.h"
#include "proto/messages.h"

struct filing {
	struct engine *engine;
	struct event *timer;
	struct timeval every;
	const char *folder;
	struct request find, act;       /* what was found lives as long as its request */
	struct arena arena;             /* of a round */
	const struct posts_waiting *waiting;
	struct receipt *receipts;
	int receipt_count, next, lock;
	bool busy;
	void (*idle)(void *);
	void *idle_arg;
};

static void ask(struct filing *filing, struct request *request, const struct operation *op, const char *id,
	const char *authority, void (*done)(struct request *))
{
	struct arena arena = request->arena;
	struct buffer body = request->answer.body;

	arena_clear(&arena);
	*request = (struct request){ .op = op, .arena = arena, .now = clock_now(), .today = clock_today(),
		.door = filing, .done = done, .path = { id, authority } };
	request->answer.body = body;
	id_make(request->now, request->id);
}

static void rest(struct filing *filing)
{
	if (filing->lock >= 0)
		folder_unlock(filing->lock);
	filing->lock = -1;
	filing->busy = false;
	if (filing->idle != NULL)
		filing->idle(filing->idle_arg);
	else
		evtimer_add(filing->timer, &filing->every);
}

/* Not now: true; what cannot be done is told, and holds none of the others back. */
static bool is_away(struct request *request)
{
	if (request->refusal == REFUSAL_unavailable || request->refusal == REFUSAL_queue_full)
		return true;
	if (request->refusal < 0)
		log_error("%s %s: fault %d at %s", request->op->name, request->path[0], request->refusal, request->step);
	return false;
}

static void post_next(struct filing *filing);

static void written(struct request *request)
{
	struct filing *filing = request->door;

	if (is_away(request)) {
		rest(filing);
		return;
	}
	filing->next++;
	post_next(filing);
}

static void brought(struct request *request)
{
	struct filing *filing = request->door;
	const struct post_waiting *post = &filing->waiting->item[filing->next];
	int error;

	if (is_away(request)) {
		log_warning("%s: not now, later", request->op->name);
		rest(filing);
		return;
	}
	if (request->refusal != 0) {            /* one that cannot be brought holds none of the others back */
		log_error("%s: journal post %s is not brought: %d at %s", filing->folder, post->id, request->refusal,
			request->step);
		filing->next++;
		post_next(filing);
		return;
	}
	error = folder_put(filing->folder, request->own);
	if (error != 0) {
		log_error("%s: journal post %s cannot be written: %s", filing->folder, post->id, strerror(error));
		rest(filing);
		return;
	}
	ask(filing, &filing->act, &op_archive_written, post->id, post->authority, written);
	engine_start(filing->engine, &filing->act);
}

static void post_next(struct filing *filing)
{
	const struct post_waiting *post;

	if (filing->idle != NULL || filing->next == filing->waiting->count) {
		rest(filing);
		return;
	}
	post = &filing->waiting->item[filing->next];
	ask(filing, &filing->act, &op_archive_bring, post->id, post->authority, brought);
	engine_start(filing->engine, &filing->act);
}

static void found(struct request *request)
{
	struct filing *filing = request->door;

	if (is_away(request) || request->refusal != 0) {
		rest(filing);
		return;
	}
	filing->waiting = request->own;
	filing->next = 0;
	post_next(filing);
}

static void receipt_next(struct filing *filing);

static void answered(struct request *request)
{
	struct filing *filing = request->door;
	const struct receipt *receipt = &filing->receipts[filing->next];
	int error;

	if (is_away(request)) {
		rest(filing);
		return;
	}
	if (request->refusal == REFUSAL_not_found)
		log_warning("%s: the receipt of %s is of no post that waits for one", filing->folder, receipt->id);
	else if (request->refusal != 0)         /* it stays, and is read again */
		log_error("%s: the receipt of %s: %s refused at %s", filing->folder, receipt->id, request->op->name, request->step);
	error = request->refusal == 0 || request->refusal == REFUSAL_not_found
		? folder_receipt_read(filing->folder, receipt) : 0;
	if (error != 0)
		log_error("%s: the receipt of %s stays: %s", filing->folder, receipt->id, strerror(error));
	filing->next++;
	receipt_next(filing);
}

static void receipt_next(struct filing *filing)
{
	struct receipt *receipt;
	struct action *action;

	if (filing->idle != NULL) {
		rest(filing);
	} else if (filing->next == filing->receipt_count) {
		ask(filing, &filing->find, &op_archive_find, NULL, NULL, found);
		engine_start(filing->engine, &filing->find);
	} else {
		receipt = &filing->receipts[filing->next];
		ask(filing, &filing->act, &op_archive_answered, receipt->id, receipt->authority, answered);
		action = arena_take(&filing->act.arena, sizeof *action);
		message_clear(&action_message, action);
		action->archive_number = receipt->number;
		filing->act.body = action;
		engine_start(filing->engine, &filing->act);
	}
}

/* Another clerk may have the lock: then it is doing what there is to do. */
static void look(evutil_socket_t fd, short what, void *arg)
{
	struct filing *filing = arg;

	(void)fd, (void)what;
	filing->busy = true;
	filing->lock = folder_lock(filing->folder);
	if (filing->lock < 0) {
		rest(filing);
		return;
	}
	arena_clear(&filing->arena);
	filing->receipt_count = folder_receipts(filing->folder, &filing->arena, &filing->receipts);
	filing->next = 0;
	receipt_next(filing);
}

struct filing *filing_new(struct event_base *base, struct engine *engine, const char *folder, int look_ms)
{
	static const struct timeval at_once = { 0, 0 };
	struct filing *filing;

	if (folder == NULL)
		return NULL;
	filing = calloc(1, sizeof *filing);
	must(filing != NULL);
	filing->engine = engine;
	filing->folder = folder;
	filing->lock = -1;
	arena_init(&filing->arena);
	filing->every = (struct timeval){ look_ms / 1000, look_ms % 1000 * 1000 };
	filing->timer = evtimer_new(base, look, filing);
	must(filing->timer != NULL);
	evtimer_add(filing->timer, &at_once);
	return filing;
}

void filing_stop(struct filing *filing, void (*idle)(void *), void *arg)
{
	if (filing == NULL) {
		idle(arg);
		return;
	}
	evtimer_del(filing->timer);
	filing->idle = idle;
	filing->idle_arg = arg;
	if (!filing->busy)
		idle(arg);
}

void filing_free(struct filing *filing)
{
	if (filing == NULL)
		return;
	arena_release(&filing->find.arena);
	arena_release(&filing->act.arena);
	arena_release(&filing->arena);
	buffer_release(&filing->find.answer.body);
	buffer_release(&filing->act.answer.body);
	event_free(filing->timer);
	free(filing);
}
