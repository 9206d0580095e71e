/* digest - the morning's mails of a tenant, all in one transaction with the row that says so. */
#include "op/digest.h"

#include <stdio.h>
#include <string.h>

#include "core/calendar.h"
#include "core/policy.h"
#include "op/outbox.h"
#include "proto/canonical.h"

#define HOUR INT64_C(3600000000)
#define FIRST_HOUR 7
#define LAST_HOUR 12

struct morning { int added, rows; };

/* Whether the day in Oslo is older than this; on a day when the clock is moved it is Sunday. */
static bool has_struck(int64_t now, int hour)
{
	return instant_day(now - hour * HOUR) == instant_day(now);
}

bool digest_is_time(int64_t now)
{
	int32_t today = instant_day(now);

	return calendar_roll(policy_default.calendar, today) == today && has_struck(now, FIRST_HOUR)
		&& !has_struck(now, LAST_HOUR);
}

static void find_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_digest_due, NULL, NULL, NULL);
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

	for (int i = 0; i < batch_rows(request->batch, morning->rows); i++)
		outbox_put(request, MAIL_DIGEST, batch_text(request->batch, morning->rows, i, "account"),
			json_canonical(batch_text(request->batch, morning->rows, i, "data"), &request->arena));
}

const struct operation op_digest_put = { .name = "digest_put", .is = OP_OPEN | OP_WRITE, .load = put_load,
	.find = put_find, .write = put_write };
