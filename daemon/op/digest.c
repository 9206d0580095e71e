/* digest - the morning's mails of a tenant, all in one transaction with the row that says so. */
#include "op/digest.h"

#include <stdio.h>
#include <string.h>

#include "op/outbox.h"
#include "op/policy.h"
#include "proto/canonical.h"

#define MORNING (4 * 60)                /* minutes of the hours that the authority sends in */

struct morning { int added, policy, rows; };

static bool is_morning(const struct policy *policy, int64_t now)
{
	return ladder_is_open(policy->send_window, policy->calendar, now)
		&& now < day_instant(instant_day(now), policy->send_window->from + MORNING);
}

static void find_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_digest_due, NULL, NULL,
		(const struct with[]){ { "send_from", policy_clock(&request->arena, policy_default.send_window->from) },
			{ NULL, NULL } });
}

static int find_reply(struct request *request)
{
	struct digests *digests = arena_take(&request->arena, sizeof *digests);
	int place = *(int *)request->more;

	digests->count = batch_rows(request->batch, place);
	digests->authority = arena_take_array(&request->arena, (size_t)digests->count, sizeof *digests->authority);
	for (int i = 0; i < digests->count; i++)
		memcpy(digests->authority[i], batch_text(request->batch, place, i, "authority"), ID_SIZE);
	request->own = digests;
	return 0;
}

const struct operation op_digest_find = { .name = "digest_find", .is = OP_OPEN, .load = find_load, .reply = find_reply };

static void put_load(struct request *request)
{
	struct morning *morning = arena_take(&request->arena, sizeof *morning);
	char sunday[DAY_TEXT];

	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
	morning->added = batch_put(request->batch, SQL_digest_add, NULL, NULL, NULL);
	morning->policy = policy_ask(request, NULL);
	morning->rows = batch_put(request->batch, SQL_digest_load, NULL, NULL, (const struct with[]){
		{ "week_ends", day_format(request->today + 7 - day_weekday(request->today), sunday) }, { NULL, NULL } });
	request->own = morning;
}

static int put_find(struct request *request)
{
	const struct morning *morning = request->own;

	return batch_affected(request->batch, morning->added) == 0 ? REFUSAL_not_found : 0;
}

static void put_write(struct request *request)
{
	const struct morning *morning = request->own;

	if (!is_morning(policy_take(request, morning->policy), request->now))
		return;                         /* the authority is closed today, or it is too late */
	for (int i = 0; i < batch_rows(request->batch, morning->rows); i++)
		outbox_put(request, MAIL_DIGEST, batch_text(request->batch, morning->rows, i, "account"),
			json_canonical(batch_text(request->batch, morning->rows, i, "data"), &request->arena));
}

const struct operation op_digest_put = { .name = "digest_put", .is = OP_OPEN | OP_WRITE, .load = put_load,
	.find = put_find, .write = put_write };
