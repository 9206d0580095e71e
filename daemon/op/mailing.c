/* mailing - take mails in hand, see what each says, tell what came of it. */
#include "op/mailing.h"

#include <stdio.h>
#include <string.h>

#include "op/act.h"
#include "op/casework.h"
#include "op/outbox.h"
#include "op/policy.h"
#include "proto/messages.h"

static int *place_of(struct request *request)
{
	return request->more;
}

static void put_one(struct request *request, enum statement statement, const struct with *with)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*place_of(request) = batch_put(request->batch, statement, NULL, NULL, with);
}

static void claim_load(struct request *request)
{
	const struct mail_claim *claim = request->body;
	char clock[INSTANT_TEXT], lease[INSTANT_TEXT], most[12];

	snprintf(most, sizeof most, "%d", claim->most);
	put_one(request, SQL_mail_claim, (const struct with[]){ { "clock", instant_format(claim->clock, clock) },
		{ "lease", instant_format(claim->lease, lease) }, { "domain", claim->domain }, { "most", most }, { NULL, NULL } });
}

static int claim_find(struct request *request)
{
	struct mails_in_hand *mails = arena_take(&request->arena, sizeof *mails);
	struct mail *taken = batch_take(request->batch, *place_of(request), &mail_message, &request->arena, &mails->count);

	mails->item = arena_take_array(&request->arena, (size_t)mails->count, sizeof *mails->item);
	for (int i = 0; i < mails->count; i++) {
		mails->item[i].mail = taken[i];
		memcpy(mails->item[i].authority, batch_text(request->batch, *place_of(request), i, "authority"), ID_SIZE);
	}
	request->own = mails;
	return 0;
}

const struct operation op_mail_claim = { .name = "mail_claim", .is = OP_OPEN | OP_WRITE,
	.load = claim_load, .find = claim_find };

static void enter(struct request *request)
{
	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
}

static void fetch_load(struct request *request)
{
	const struct with mail[] = { { "id", request->path[0] }, { NULL, NULL } };
	int *place = request->more = arena_take_array(&request->arena, 2, sizeof *place);

	enter(request);
	place[0] = batch_put_for_bytes(request->batch, SQL_mail_fetch, mail);
	place[1] = batch_put(request->batch, SQL_mail_policy, NULL, NULL, mail);
}

static const char *text_of(struct request *request, const char *column)
{
	return arena_text(&request->arena, batch_text(request->batch, *place_of(request), 0, column));
}

static void take_document(struct request *request, struct mail_contents *contents)
{
	const void *bytes = batch_bytes(request->batch, *place_of(request), 0, "document", &contents->document_length);

	if (bytes != NULL)
		contents->document = arena_text_n(&request->arena, bytes, contents->document_length);
}

static int fetch_reply(struct request *request)
{
	struct mail_contents *contents = arena_take(&request->arena, sizeof *contents);
	const char *due = batch_text(request->batch, *place_of(request), 0, "due");

	if (batch_rows(request->batch, *place_of(request)) == 0)
		return REFUSAL_not_found;
	contents->authority = text_of(request, "authority_name");
	contents->case_number = text_of(request, "case_number");
	contents->due = DAY_NONE;
	if (due != NULL)
		must(day_parse(due, &contents->due));
	contents->guide = text_of(request, "guide");
	contents->overdue = (struct mail_count){ text_of(request, "overdue"), text_of(request, "overdue_cases") };
	contents->soon = (struct mail_count){ text_of(request, "soon"), text_of(request, "soon_cases") };
	contents->approve = (struct mail_count){ text_of(request, "approve"), text_of(request, "approve_cases") };
	contents->offered = (struct mail_count){ text_of(request, "offered"), text_of(request, "offered_cases") };
	contents->failed = (struct mail_count){ text_of(request, "failed"), text_of(request, "failed_cases") };
	contents->document_name = text_of(request, "document_name");
	contents->document_type = text_of(request, "document_type");
	contents->exempt = batch_text(request->batch, *place_of(request), 0, "exempt") != NULL;
	contents->policy = policy_take(request, place_of(request)[1]);
	take_document(request, contents);
	request->own = contents;
	return 0;
}

const struct operation op_mail_fetch = { .name = "mail_fetch", .is = OP_OPEN, .load = fetch_load, .reply = fetch_reply };

static void put_outcome(struct request *request)
{
	const struct mail_outcome *outcome = request->body;
	bool ended = outcome->state != MAIL_WAITING;
	char attempt[24], next[INSTANT_TEXT], now[INSTANT_TEXT];

	snprintf(attempt, sizeof attempt, "%lld", (long long)outcome->attempt);
	batch_put(request->batch, SQL_mail_end, NULL, NULL, (const struct with[]){ { "id", request->path[0] },
		{ "state", mail_states.word[outcome->state] }, { "attempt", attempt },
		{ "next_attempt_at", ended ? NULL : instant_format(outcome->next_attempt_at, next) },
		{ "ended_at", ended ? instant_format(request->now, now) : NULL }, { "answer", outcome->answer }, { NULL, NULL } });
}

const struct operation op_mail_tell = { .name = "mail_tell", .is = OP_OPEN | OP_WRITE, .load = enter, .write = put_outcome };

static void keep_load(struct request *request)
{
	const struct mail_lease *kept = request->body;
	char attempt[24], lease[INSTANT_TEXT];

	enter(request);
	snprintf(attempt, sizeof attempt, "%lld", (long long)kept->attempt);
	put_one(request, SQL_mail_keep, (const struct with[]){ { "id", request->path[0] }, { "attempt", attempt },
		{ "lease", instant_format(kept->lease, lease) }, { NULL, NULL } });
}

static int keep_find(struct request *request)
{
	return batch_affected(request->batch, *place_of(request)) > 0 ? 0 : REFUSAL_not_found;
}

const struct operation op_mail_keep = { .name = "mail_keep", .is = OP_OPEN | OP_WRITE, .load = keep_load,
	.find = keep_find };

static void failed_load(struct request *request)
{
	enter(request);
	request->more = arena_take(&request->arena, sizeof(int));
	*place_of(request) = casework_ask(request, SQL_mail_lock)->lock_place;
}

static int failed_find(struct request *request)
{
	struct casework *work = request->own;
	const struct mail_outcome *outcome = request->body;
	const char *state = batch_text(request->batch, *place_of(request), 0, "state");

	if (state == NULL || strcmp(state, "sending") != 0
	    || batch_integer(request->batch, *place_of(request), 0, "attempts") != outcome->attempt)
		return REFUSAL_not_found;
	return casework_take(work);
}

static int failed_decide(struct request *request)
{
	struct casework *work = request->own;
	const struct mail_outcome *outcome = request->body;
	const struct with data[] = { { "answer", outcome->answer }, { "recipient", text_of(request, "recipient") }, { NULL, NULL } };

	casework_tell(work, &(struct told){ .subject_kind = "letter",
		.subject = text_of(request, "letter"), .event = "mail_failed", .data = event_texts(data, &request->arena),
		.occurred_on = request->today });
	return 0;
}

static void failed_write(struct request *request)
{
	put_outcome(request);
	act_write(request);
}

const struct operation op_letter_failed = { .name = "letter_failed", .is = OP_OPEN | OP_WRITE, .load = failed_load,
	.find = failed_find, .decide = failed_decide, .write = failed_write };

static void figures_load(struct request *request)
{
	put_one(request, SQL_mail_figures, NULL);
}

static int figures_reply(struct request *request)
{
	struct mail_figures *figures = arena_take(&request->arena, sizeof *figures);
	const char *oldest = batch_text(request->batch, *place_of(request), 0, "oldest");
	char form[INSTANT_TEXT + 8];

	figures->waiting = batch_integer(request->batch, *place_of(request), 0, "waiting");
	figures->oldest = INSTANT_NONE;
	if (oldest != NULL) {                   /* "2026-03-02 09:00:00+00" */
		snprintf(form, sizeof form, "%.10sT%s:00", oldest, oldest + 11);
		must(instant_parse(form, &figures->oldest));
	}
	request->own = figures;
	return 0;
}

const struct operation op_mail_figures = { .name = "mail_figures", .is = OP_OPEN, .load = figures_load,
	.reply = figures_reply };
