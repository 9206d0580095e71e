/* document_make - a dispatched letter on paper, once. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/digest.h"
#include "letter/printing.h"
#include "op/act.h"
#include "op/casework.h"
#include "op/document.h"
#include "proto/terms.h"

void documents_enter(struct request *request)
{
	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
}

void documents_put(struct request *request, enum statement statement, const char *sha256, const char *reason,
	struct with more)
{
	const struct buffer *file = &request->answer.body;
	struct with with[6] = { { "id", request->path[0] }, { "sha256", sha256 }, { "reason", reason } };
	int count = 3;

	if (more.name != NULL)
		with[count++] = more;
	if (reason != NULL)
		with[count] = (struct with){ "content", NULL };
	if (reason == NULL)
		batch_put_bytes(request->batch, statement, NULL, NULL, with, "content", file->data, file->length);
	else
		batch_put(request->batch, statement, NULL, NULL, with);
}

static void find_load(struct request *request)
{
	due_load(request, SQL_document_wanted);
}

const struct operation op_document_find = { .name = "document_find", .is = OP_OPEN, .load = find_load,
	.reply = due_reply };

struct making {
	struct document_made made;
	int lock, source, approvals, logo;
	const char *sha256;
};

static void make_load(struct request *request)
{
	struct making *making = arena_take(&request->arena, sizeof *making);
	const struct with with[] = { { "id", request->path[0] }, { NULL, NULL } };

	documents_enter(request);
	making->lock = batch_put(request->batch, SQL_document_lock, NULL, NULL, with);
	making->source = batch_put(request->batch, SQL_document_source, NULL, NULL, with);
	making->logo = batch_put_for_bytes(request->batch, SQL_document_logo, with);
	making->approvals = batch_put(request->batch, SQL_document_approval, NULL, NULL, with);
	request->own = making;
}

static int make_find(struct request *request)
{
	const struct making *making = request->own;

	return batch_rows(request->batch, making->lock) > 0 ? 0 : REFUSAL_not_found;
}

static const char *source_text(struct request *request, const char *column)
{
	const struct making *making = request->own;

	return batch_text(request->batch, making->source, 0, column);
}

static void take_approvals(struct request *request, struct printing *printing)
{
	int place = ((const struct making *)request->own)->approvals, count = batch_rows(request->batch, place);
	struct printing_approval *approvals = arena_take_array(&request->arena, (size_t)count, sizeof *approvals);

	for (int i = 0; i < count; i++) {
		approvals[i].name = batch_text(request->batch, place, i, "name");
		must(day_parse(batch_text(request->batch, place, i, "approved_on"), &approvals[i].on));
	}
	printing->approvals = approvals;
	printing->approval_count = count;
}

/* That which was in force when the letter was dispatched, or NULL. */
static const struct logo *take_logo(struct request *request)
{
	int place = ((const struct making *)request->own)->logo;
	struct logo *logo = arena_take(&request->arena, sizeof *logo);

	if (batch_rows(request->batch, place) == 0 || batch_text(request->batch, place, 0, "alt") == NULL)
		return NULL;
	*logo = (struct logo){ .alt = batch_text(request->batch, place, 0, "alt"),
		.width = atoi(batch_text(request->batch, place, 0, "width")),
		.height = atoi(batch_text(request->batch, place, 0, "height")) };
	logo->rgb = batch_bytes(request->batch, place, 0, "rgb", &logo->length);
	return logo;
}

static struct printing take_printing(struct request *request)
{
	struct printing printing = {
		.logo = take_logo(request), .sender = source_text(request, "sender"), .recipient = source_text(request, "recipient"),
		.case_number = source_text(request, "case_number"), .author = source_text(request, "author"),
		.their_reference = source_text(request, "their_reference"), .subject = source_text(request, "subject"), .body = source_text(request, "body"),
		.language = (enum language)term_find(&languages, source_text(request, "language")),
	};

	must(day_parse(source_text(request, "letter_date"), &printing.date));
	must(instant_parse(source_text(request, "dispatched_at"), &printing.made_at));
	take_approvals(request, &printing);
	return printing;
}

static int make_decide(struct request *request)
{
	struct printing printing = take_printing(request);
	struct paper paper = printing_paper(&printing, &request->arena);
	struct making *making = request->own;
	struct buffer *file = &request->answer.body;    /* lives as long as the request does */
	char sha256[DIGEST_HEX];

	making->made.case_number = arena_text(&request->arena, printing.case_number);
	if (paper_print(&paper, &request->arena, file, &making->made.reason) != PAPER_PRINTED)
		return 0;
	digest_hex(file->data, file->length, sha256);
	making->sha256 = arena_text(&request->arena, sha256);
	return 0;
}

static void make_write(struct request *request)
{
	const struct making *making = request->own;

	if (making->made.reason == NULL)
		documents_put(request, SQL_document_put, making->sha256, NULL, (struct with){ NULL, NULL });
}

const struct operation op_document_make = { .name = "document_make", .is = OP_OPEN | OP_WRITE, .load = make_load,
	.find = make_find, .decide = make_decide, .write = make_write };

static void fail_load(struct request *request)
{
	documents_enter(request);
	casework_ask(request, SQL_letter_lock);
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_document_lock, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int fail_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 ? casework_take(request->own) : REFUSAL_not_found;
}

/* A reason that stood there yesterday was told yesterday. */
static int fail_decide(struct request *request)
{
	const char *before = batch_text(request->batch, *(int *)request->more, 0, "reason"), *reason = request->body;
	const struct with data[] = { { "reason", reason }, { NULL, NULL } };

	if (before != NULL && strcmp(before, reason) == 0)
		return 0;
	casework_tell(request->own, &(struct told){ .subject_kind = "letter", .subject = request->path[0],
		.event = "document_failed", .data = event_texts(data, &request->arena), .occurred_on = request->today });
	return 0;
}

static void fail_write(struct request *request)
{
	documents_put(request, SQL_document_put, NULL, request->body, (struct with){ NULL, NULL });
	act_write(request);
}

const struct operation op_document_fail = { .name = "document_fail", .is = OP_OPEN | OP_WRITE, .load = fail_load,
	.find = fail_find, .decide = fail_decide, .write = fail_write };
