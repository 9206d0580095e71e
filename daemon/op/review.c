/* review - a guide's review draws near: the notice, its line in the ledger and in the log are one transaction. */
#include "op/review.h"

#include <stdio.h>

#include "op/event.h"
#include "op/outbox.h"
#include "op/policy.h"
#include "proto/messages.h"

struct reminding { int head, programme, policy, added, people; };

static void find_load(struct request *request)
{
	batch_set(request->batch, "ahead", arena_format(&request->arena, "%d", policy_default.review_ahead));
	due_load(request, SQL_review_due);
}

const struct operation op_review_find = { .name = "review_find", .is = OP_OPEN, .load = find_load, .reply = due_reply };

static void remind_load(struct request *request)
{
	struct reminding *own = arena_take(&request->arena, sizeof *own);
	const struct with with[] = { { "id", request->path[0] }, { NULL, NULL } };

	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
	own->head = log_hold(request);
	own->programme = batch_put(request->batch, SQL_programme_find, NULL, NULL, with);
	own->policy = policy_ask(request, request->path[0]);
	own->added = batch_put(request->batch, SQL_review_add, NULL, NULL, with);
	own->people = batch_put(request->batch, SQL_review_people, NULL, NULL, with);
	request->own = own;
}

/* What the page found may have been done by another clerk since, or moved by a person. */
static int remind_find(struct request *request)
{
	const struct reminding *own = request->own;
	const struct policy *policy = policy_take(request, own->policy);

	if (batch_affected(request->batch, own->added) == 0)
		return REFUSAL_not_found;
	return ladder_is_open(policy->send_window, policy->calendar, request->now) ? 0 : REFUSAL_wrong_state;
}

static const char *data_of(struct request *request, const struct programme *programme)
{
	char due[DAY_TEXT];

	return event_texts((const struct with[]){ { "due", day_format(programme->review_by, due) },
		{ "guide", programme->title }, { NULL, NULL } }, &request->arena);
}

static void remind_write(struct request *request)
{
	const struct reminding *own = request->own;
	struct programme programme;
	const char *data;

	must(batch_take_one(request->batch, own->programme, &programme_message, &request->arena, &programme));
	data = data_of(request, &programme);
	for (int i = 0; i < batch_rows(request->batch, own->people); i++)
		outbox_put(request, MAIL_GUIDE_REVIEW, batch_text(request->batch, own->people, i, "account"), data);
	log_tell(request, own->head, &(struct told){ .subject_kind = "programme", .subject = programme.id,
		.event = "review_reminded", .data = data, .occurred_on = request->today }, 1);
}

const struct operation op_review_remind = { .name = "review_remind", .is = OP_OPEN | OP_WRITE, .load = remind_load,
	.find = remind_find, .write = remind_write };
