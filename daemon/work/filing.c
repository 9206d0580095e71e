/*
 * filing - one round: the receipts that wait, then the posts, one after the other under the folder's lock.
 *
 *     look - lock - receipts - find - post, post, … - figures - look again
 *
 * What cannot be written is told with its reason, holds none of the others back, and is tried again, ever
 * more seldom.
 */
#include "work/filing_own.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"
#include "proto/messages.h"

#define SECOND INT64_C(1000000)
#define PAUSE_MOST (600 * SECOND)
#define FAULTY_LONGEST (20 * SECOND)    /* a receipt that is left alone for so long has failed three times: no more */

void filing_ask(struct filing *filing, struct request *request, const struct operation *op, const char *id,
	const char *authority, void *body, void (*done)(struct request *))
{
	worker_request(&filing->worker, request, op, id, authority, done);
	request->body = body;
	engine_start(filing->worker.engine, request);
}

void filing_rest(struct filing *filing)
{
	if (filing->lock >= 0)
		folder_unlock(filing->lock);
	filing->lock = -1;
	worker_rest(&filing->worker, filing->every);
}

static void figured(struct request *request)
{
	struct filing *filing = request->door;
	const struct archive_figures *figures = request->own;

	if (request->refusal == 0)
		filing->options.tell(figures->waiting, figures->failing, figures->oldest, filing->folder_error == 0);
	filing_rest(filing);
}

static void end_round(struct filing *filing)
{
	if (filing->failed) {
		filing->again_at = clock_monotonic() + filing->pause;
		filing->pause = 2 * filing->pause < PAUSE_MOST ? 2 * filing->pause : PAUSE_MOST;
	} else if (filing->again) {
		filing->pause = filing->every;
	}
	filing_ask(filing, &filing->act, &op_archive_figures, NULL, NULL, NULL, figured);
}

static void post_next(struct filing *filing);

const struct post_waiting *filing_post(const struct filing *filing)
{
	return &filing->waiting->item[filing->next];
}

/* Told of: written, or why not.  Not now: the round is over. */
static void told(struct request *request)
{
	struct filing *filing = request->door;
	const bool *news = request->own;

	if (worker_is_away(request)) {
		filing_rest(filing);
		return;
	}
	worker_tell_fault(request);
	if (worker_is_fault(request))
		later_put(&filing->later, request->path[0], clock_monotonic());
	if (request->refusal == 0 && request->op == &op_archive_failed && *news)
		log_error("%s: journal post %s cannot be written: %s", filing->options.folder, filing_post(filing)->id,
			filing->reason);
	filing->next++;
	post_next(filing);
}

void filing_tell(struct filing *filing, const struct operation *op)
{
	filing_ask(filing, &filing->act, op, filing_post(filing)->id, filing_post(filing)->authority, filing->reason, told);
}

void filing_fail(struct filing *filing, const char *what, const char *why)
{
	snprintf(filing->reason, sizeof filing->reason, "%s: %s", what, why);
	filing->failed = true;
	filing_tell(filing, &op_archive_failed);
}

static void post_next(struct filing *filing)
{
	const struct posts_waiting *waiting = filing->waiting;

	while (filing->next < waiting->count && later_has(&filing->later, waiting->item[filing->next].id, clock_monotonic()))
		filing->next++;
	if (filing->worker.idle != NULL)
		filing_rest(filing);
	else if (filing->next == waiting->count)
		end_round(filing);
	else
		filing_bring(filing);
}

static void found(struct request *request)
{
	struct filing *filing = request->door;

	if (request->refusal != 0) {
		if (!worker_is_away(request))
			worker_tell_fault(request);
		filing_rest(filing);
		return;
	}
	filing->waiting = request->own;
	filing->next = 0;
	post_next(filing);
}

static void receipt_next(struct filing *filing);

/* What is refused hides no newer word of the same post; what fails is tried a few times first. */
static int put_away(struct filing *filing, const struct receipt *receipt, const struct request *request)
{
	const char *folder = filing->options.folder;

	if (request->refusal == 0 || request->refusal == REFUSAL_not_found)
		return folder_receipt_read(folder, receipt);
	/* a case that somebody holds is no fault of the receipt's */
	if (worker_is_fault(request)
	    && (later_put(&filing->later, receipt->id, clock_monotonic()) < FAULTY_LONGEST || request->took_too_long))
		return 0;
	log_error("%s: the receipt of %s cannot be registered: %s refused at %s", folder, receipt->id, request->op->name,
		request->step);
	later_drop(&filing->later, receipt->id);
	return folder_receipt_refused(folder, receipt);
}

static void answered(struct request *request)
{
	struct filing *filing = request->door;
	const struct receipt *receipt = &filing->receipts[filing->next];
	int error;

	if (worker_is_away(request)) {
		filing_rest(filing);
		return;
	}
	worker_tell_fault(request);
	if (request->refusal == REFUSAL_not_found)
		log_warning("%s: the receipt of %s says nothing new, or is of no post of ours", filing->options.folder, receipt->id);
	error = put_away(filing, receipt, request);
	if (error != 0) {
		log_error("%s: the receipt of %s stays: %s", filing->options.folder, receipt->id, strerror(error));
		later_put(&filing->later, receipt->id, clock_monotonic());
	} else if (!worker_is_fault(request)) {
		later_drop(&filing->later, receipt->id);
	}
	filing->next++;
	receipt_next(filing);
}

/* Nobody knows what was meant: a person is to look at it, and a newer one is read. */
static void refuse_unreadable(struct filing *filing, const struct receipt *receipt)
{
	const char *folder = filing->options.folder;
	int error = folder_receipt_refused(folder, receipt);

	log_error("%s: the receipt of %s is no line that we know%s%s", folder, receipt->id, error == 0 ? "" : ", and stays: ",
		error == 0 ? "" : strerror(error));
	if (error != 0)
		later_put(&filing->later, receipt->id, clock_monotonic());
	filing->next++;
}

static void ask_receipt(struct filing *filing, const struct receipt *receipt)
{
	static const char *const says[] = { [RECEIPT_ACCEPTED] = "accepted", [RECEIPT_DELIVERED] = "delivered",
		[RECEIPT_FAILED] = "failed" };
	struct action *action;

	if (receipt->kind == RECEIPT_NUMBER) {
		worker_request(&filing->worker, &filing->act, &op_archive_answered, receipt->id, receipt->authority, answered);
		action = arena_take(&filing->act.arena, sizeof *action);
		message_clear(&action_message, action);
		action->archive_number = receipt->text;
		filing->act.body = action;
		engine_start(filing->worker.engine, &filing->act);
		return;
	}
	filing->told = (struct archive_receipt){ says[receipt->kind],
		receipt->kind == RECEIPT_FAILED && *receipt->text != '\0' ? receipt->text : NULL };
	filing_ask(filing, &filing->act, &op_archive_receipt, receipt->id, receipt->authority, &filing->told, answered);
}

static void receipt_next(struct filing *filing)
{
	int64_t now = clock_monotonic();

	while (filing->next < filing->receipt_count)
		if (later_has(&filing->later, filing->receipts[filing->next].id, now))
			filing->next++;
		else if (filing->receipts[filing->next].kind == RECEIPT_UNREADABLE)
			refuse_unreadable(filing, &filing->receipts[filing->next]);
		else
			break;
	if (filing->worker.idle != NULL)
		filing_rest(filing);
	else if (filing->next == filing->receipt_count)
		filing_ask(filing, &filing->find, &op_archive_find, NULL, NULL, &filing->again, found);
	else
		ask_receipt(filing, &filing->receipts[filing->next]);
}

static void unable(struct request *request)
{
	struct filing *filing = request->door;

	worker_tell_fault(request);
	end_round(filing);
}

/* Told once; what came to wait meanwhile learns of it too. */
static void folder_fails(struct filing *filing, int error)
{
	snprintf(filing->reason, sizeof filing->reason, "archive_dir: %s", strerror(error));
	if (error != filing->folder_error)
		log_error("%s: no journal post can be given to the archive: %s", filing->options.folder, strerror(error));
	filing->folder_error = error;
	filing_ask(filing, &filing->act, &op_archive_unable, NULL, NULL, filing->reason, unable);
}

static void folder_works(struct filing *filing)
{
	if (filing->folder_error != 0) {
		log_notice("%s: journal posts can be given to the archive again", filing->options.folder);
		filing->again_at = 0;
		filing->pause = filing->every;
	}
	filing->folder_error = 0;
	filing->again = clock_monotonic() >= filing->again_at;
	arena_clear(&filing->arena);
	filing->receipt_count = folder_receipts(filing->options.folder, &filing->arena, &filing->receipts);
	filing->next = 0;
	receipt_next(filing);
}

/* Another clerk may have the lock: then it is doing what there is to do. */
static void look(evutil_socket_t fd, short what, void *arg)
{
	struct filing *filing = arg;
	int error;

	(void)fd, (void)what;
	filing->worker.busy = true;
	filing->failed = filing->again = false;
	error = folder_lock(filing->options.folder, &filing->lock);
	if (error == EWOULDBLOCK)
		end_round(filing);
	else if (error != 0)
		folder_fails(filing, error);
	else
		folder_works(filing);
}

struct filing *filing_new(struct event_base *base, struct engine *engine, const struct filing_options *options)
{
	struct filing *filing;

	if (options->folder == NULL)
		return NULL;
	filing = calloc(1, sizeof *filing);
	must(filing != NULL);
	filing->options = *options;
	filing->lock = -1;
	arena_init(&filing->arena);
	filing->every = filing->pause = options->look_ms * INT64_C(1000);
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
	worker_forget(&filing->bring);
	worker_forget(&filing->act);
	arena_release(&filing->arena);
	worker_end(&filing->worker);
	free(filing);
}
