/* archive_told - what the archive answers: its receipts, and its number for a post. */
#include <string.h>

#include "op/act.h"
#include "op/archive.h"
#include "op/effect.h"
#include "proto/messages.h"

struct telling { struct casework *work; int lock; };

static const char *known(const struct request *request, const char *column)
{
	return batch_text(request->batch, ((const struct telling *)request->more)->lock, 0, column);
}

static void told_load(struct request *request)
{
	struct telling *telling = request->more = arena_take(&request->arena, sizeof *telling);

	archive_enter(request);
	telling->work = casework_ask(request, SQL_archive_case_lock);
	telling->lock = archive_put(request, SQL_archive_post_lock);
}

static int told_take(struct request *request)
{
	struct casework *work = request->own;
	int refusal = batch_rows(request->batch, ((const struct telling *)request->more)->lock) > 0 ? casework_take(work)
		: REFUSAL_not_found;

	work->actor = BY_ARCHIVIST;
	return refusal;
}

/* The archive itself speaks: what an archivist may do with a letter, its answer may. */

static int answered_find(struct request *request)
{
	return known(request, "archive_number") != NULL ? REFUSAL_not_found : told_take(request);
}

static int answered_decide(struct request *request)
{
	struct casework *work = request->own;
	struct letter *letter = casework_find(work, NOUN_LETTER, request->path[0]);
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);
	const struct action *action = request->body;
	struct asking asking = { .actor = BY_ARCHIVIST, .action = action };

	if (letter == NULL)
		casework_tell(work, &(struct told){ .subject_kind = "incoming", .subject = request->path[0], .event = "journal",
			.data = event_texts((const struct with[]){ { "archive_number", action->archive_number }, { NULL, NULL } },
				&request->arena), .occurred_on = request->today });
	if (letter == NULL || letter->state == LETTER_JOURNALLED)
		return 0;                       /* or a person gave the number */
	law_judge(&work->facts, MACHINE_LETTER, letter, LETTER_JOURNAL, &asking, judgement);
	if (!law_allows(judgement))
		return REFUSAL_guards_failed;
	effect_perform(work, MACHINE_LETTER, letter, LETTER_JOURNAL, request->body, judgement);
	return 0;
}

static void answered_write(struct request *request)
{
	const struct action *action = request->body;

	batch_put(request->batch, SQL_archive_post_answered, NULL, NULL, (const struct with[]){ { "id", request->path[0] },
		{ "archive_number", action->archive_number }, { NULL, NULL } });
	casework_write(request->own);
}

const struct operation op_archive_answered = { .name = "archive_answered", .is = OP_OPEN | OP_WRITE,
	.load = told_load, .find = answered_find, .decide = answered_decide, .write = answered_write };

/* A receipt that says nothing new, or less than is known. */
static int receipt_find(struct request *request)
{
	const struct archive_receipt *receipt = request->body;
	const char *before = known(request, "receipt"), *why = known(request, "receipt_reason");

	if (before != NULL && (strcmp(before, "delivered") == 0 || (strcmp(before, receipt->says) == 0
	    && (receipt->reason == NULL || (why != NULL && strcmp(why, receipt->reason) == 0)))))
		return REFUSAL_not_found;
	return told_take(request);
}

static int receipt_decide(struct request *request)
{
	const struct archive_receipt *receipt = request->body;
	const struct with data[] = { { "reason", receipt->reason }, { "receipt", receipt->says }, { NULL, NULL } };

	casework_tell(request->own, &(struct told){ .subject_kind = known(request, "letter") != NULL ? "letter" : "incoming",
		.subject = request->path[0], .event = "archive_receipt",
		.data = event_texts(receipt->reason == NULL ? data + 1 : data, &request->arena),
		.occurred_on = request->today });
	return 0;
}

static void receipt_write(struct request *request)
{
	const struct archive_receipt *receipt = request->body;

	batch_put(request->batch, SQL_archive_post_receipt, NULL, NULL, (const struct with[]){ { "id", request->path[0] },
		{ "receipt", receipt->says }, { "reason", receipt->reason }, { NULL, NULL } });
	casework_write(request->own);
}

const struct operation op_archive_receipt = { .name = "archive_receipt", .is = OP_OPEN | OP_WRITE,
	.load = told_load, .find = receipt_find, .decide = receipt_decide, .write = receipt_write };
