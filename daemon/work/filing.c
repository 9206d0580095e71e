/* filing - one round: the receipts that wait, then the posts, one after the other under the folder's lock. */
#include "work/filing.h"

#include <stdlib.h>
#include <string.h>

#include "archive/folder.h"
#include "base/fault.h"
#include "base/log.h"
#include "op/archive.h"
#include "proto/messages.h"
#include "work/worker.h"

struct filing {
	struct worker worker;
	int64_t every;                  /* µs between two looks */
	const char *folder;
	struct request find, act;       /* what was found lives as long as its request */
	struct arena arena;             /* of a round */
	const struct posts_waiting *waiting;
	struct receipt *receipts;
	int receipt_count, next, lock;
};

static void rest(struct filing *filing)
{
	if (filing->lock >= 0)
		folder_unlock(filing->lock);
	filing->lock = -1;
	worker_rest(&filing->worker, filing->every);
}

/* Not now: true; what cannot be done is told, and holds none of the others back. */
static bool is_away(struct request *request)
{
	if (worker_is_away(request))
		return true;
	worker_tell_fault(request);
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
		rest(filing);
		return;
	}
	if (request->refusal != 0) {            /* one that cannot be brought holds none of the others back */
		if (request->refusal > 0)       /* a fault is told already */
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
	worker_request(&filing->worker, &filing->act, &op_archive_written, post->id, post->authority, written);
	engine_start(filing->worker.engine, &filing->act);
}

static void post_next(struct filing *filing)
{
	const struct post_waiting *post;

	if (filing->worker.idle != NULL || filing->next == filing->waiting->count) {
		rest(filing);
		return;
	}
	post = &filing->waiting->item[filing->next];
	worker_request(&filing->worker, &filing->act, &op_archive_bring, post->id, post->authority, brought);
	engine_start(filing->worker.engine, &filing->act);
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

	if (filing->worker.idle != NULL) {
		rest(filing);
	} else if (filing->next == filing->receipt_count) {
		worker_request(&filing->worker, &filing->find, &op_archive_find, NULL, NULL, found);
		engine_start(filing->worker.engine, &filing->find);
	} else {
		receipt = &filing->receipts[filing->next];
		worker_request(&filing->worker, &filing->act, &op_archive_answered, receipt->id, receipt->authority, answered);
		action = arena_take(&filing->act.arena, sizeof *action);
		message_clear(&action_message, action);
		action->archive_number = receipt->number;
		filing->act.body = action;
		engine_start(filing->worker.engine, &filing->act);
	}
}

/* Another clerk may have the lock: then it is doing what there is to do. */
static void look(evutil_socket_t fd, short what, void *arg)
{
	struct filing *filing = arg;

	(void)fd, (void)what;
	filing->worker.busy = true;
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
	struct filing *filing;

	if (folder == NULL)
		return NULL;
	filing = calloc(1, sizeof *filing);
	must(filing != NULL);
	filing->folder = folder;
	filing->lock = -1;
	arena_init(&filing->arena);
	filing->every = look_ms * INT64_C(1000);
	worker_begin(&filing->worker, base, engine, look);
	return filing;
}

void filing_stop(struct filing *filing, void (*idle)(void *), void *arg)
{
	if (filing == NULL)
		idle(arg);
	else
		worker_stop(&filing->worker, idle, arg);
}

void filing_free(struct filing *filing)
{
	if (filing == NULL)
		return;
	worker_forget(&filing->find);
	worker_forget(&filing->act);
	arena_release(&filing->arena);
	worker_end(&filing->worker);
	free(filing);
}
