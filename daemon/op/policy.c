/* policy - what an authority or one of its programmes decides for itself, and which of it is in force. */
#include "op/policy.h"

#include <string.h>

#include "op/event.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/reference.h"
#include "op/registry.h"
#include "proto/messages.h"

int policy_ask(struct request *request, const char *programme)
{
	const char *id = programme == NULL || programme[0] == '\0' ? NULL : programme;

	return batch_put(request->batch, SQL_policy_in_force, NULL, NULL,
		(const struct with[]){ { "programme", id }, { NULL, NULL } });
}

const struct policy *policy_take(struct request *request, int place)
{
	struct { struct policy_version version; struct policy_room room; } *standing;

	if (place < 0 || batch_rows(request->batch, place) == 0)
		return &policy_default;
	standing = arena_take(&request->arena, sizeof *standing);
	if (!batch_take_one(request->batch, place, &policy_message, &request->arena, &standing->version))
		return &policy_default;
	return policy_read(&standing->version, &standing->room);
}

void policies_take(struct request *request, int place, struct policies *ret_policies)
{
	int count;
	struct policy_version *versions = batch_take(request->batch, place, &policy_message, &request->arena, &count);

	*ret_policies = (struct policies){ arena_take_array(&request->arena, (size_t)count, sizeof(const struct policy *)), count };
	for (int i = 0; i < count; i++)
		ret_policies->item[i] = policy_read(&versions[i], arena_take(&request->arena, sizeof(struct policy_room)));
}

const struct policy *policies_find(const struct policies *policies, const char *id)
{
	for (int i = 0; id != NULL && i < policies->count; i++)
		if (strcmp(policies->item[i]->id, id) == 0)
			return policies->item[i];
	return NULL;
}

static void tell_weeks(uint64_t weeks, struct arena *arena, struct objects *ret_ranges)
{
	ret_ranges->given = true;
	for (int week = 1; week <= 53; week++) {
		int before = week == 1 ? 53 : week - 1, last = week;
		struct week_range *range;

		if (!(weeks & CALENDAR_WEEK(week)) || (weeks & CALENDAR_WEEK(before)))
			continue;
		while (weeks & CALENDAR_WEEK(last % 53 + 1))
			last = last % 53 + 1;
		range = arena_push(arena, &ret_ranges->item, &ret_ranges->count, sizeof *range);
		*range = (struct week_range){ week, last };
	}
}

static void tell_days(struct policy_version *version)
{
	const struct policy *usual = &policy_default;

	version->days_given = version->ahead_given = version->correction_given = UINT64_MAX;
	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		version->days.of[kind] = usual->days[kind];
		version->ahead.of[kind] = usual->ahead[kind];
	}
	for (int s = 0; s < SEVERITIES; s++) {
		version->correction.given[s] = UINT64_MAX;
		for (int c = 0; c < COMPLEXITIES; c++)
			version->correction.of[s].of[c] = usual->correction[s][c];
	}
}

static void tell_rungs(struct arena *arena, struct objects *ret_rungs)
{
	ret_rungs->given = true;
	for (int i = 0; i < policy_default.rung_count; i++) {
		const struct rung *rung = &policy_default.rungs[i];
		struct written_rung *written = arena_push(arena, &ret_rungs->item, &ret_rungs->count, sizeof *written);

		*written = (struct written_rung){ .code = rung->code, .from = rung->from, .after = rung->after,
			.action = rung->action, .recipient = rung->recipient, .channel = rung->channel,
			.automatic = rung->automatic, .new_date = rung->new_date };
		for (int kind = 0; kind < DEADLINE_KINDS; kind++)
			if (rung->kinds & RUNG_KIND(kind))
				texts_add(&written->kinds, deadline_kinds.word[kind], arena);
	}
}

const char *policy_clock(struct arena *arena, int minute)
{
	return arena_format(arena, "%02d:%02d", minute / 60, minute % 60);
}

static void policy_tell_default(struct arena *arena, struct policy_version *ret_version)
{
	const struct policy *usual = &policy_default;

	message_clear(&policy_message, ret_version);
	memcpy(ret_version->id, POLICY_DEFAULT_ID, ID_SIZE);
	ret_version->version = ret_version->edition = 0;
	ret_version->valid_from = day_of(1900, 1, 1);
	tell_days(ret_version);
	ret_version->documents_before_visit = usual->documents_before_visit;
	ret_version->assessment_after_measurement = usual->assessment_after_measurement;
	ret_version->unknown_severity = usual->unknown_severity;
	ret_version->unknown_complexity = usual->unknown_complexity;
	ret_version->milestone_after = usual->milestone_after;
	ret_version->interim_after = usual->interim_after;
	ret_version->comment_ahead_with_notice = usual->comment_ahead_with_notice;
	tell_weeks(usual->calendar->avoided_weeks, arena, &ret_version->avoided_weeks);
	ret_version->avoid_easter = usual->calendar->avoid_easter;
	ret_version->closing_days.given = true;
	tell_rungs(arena, &ret_version->rungs);
	ret_version->send_from = policy_clock(arena, usual->send_window->from);
	ret_version->send_to = policy_clock(arena, usual->send_window->to);
	ret_version->fine_municipality = usual->fine_municipality;
	ret_version->letter_mail = usual->letter_mail;
	ret_version->review_months = usual->review_months;
	ret_version->review_ahead = usual->review_ahead;
	ret_version->grounds = (struct objects){ (void *)usual->grounds, usual->ground_count, true };
}

/* A new policy is the default with what was given in its place. */
static void begin(struct request *request, void *object)
{
	policy_tell_default(&request->arena, object);
}

static void want(struct request *request, const void *body)
{
	reference_want(request, "programme", "/programme", ((const struct policy_version *)body)->programme);
}

static void ask(struct request *request, const void *body)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_policy_beside, &policy_message, body, NULL);
}

/* One that is valid on a day of the new one stands in its way, unless it is replaced: then it ends before. */
static void judge_beside(struct request *request, const struct policy_version *policy, int row)
{
	int place = *(const int *)request->more;
	bool replaced = strcmp(batch_text(request->batch, place, row, "id"), policy->replaces) == 0;
	int32_t from = batch_day(request->batch, place, row, "valid_from");

	if (batch_text(request->batch, place, row, "overlaps")[0] != 't')
		return;
	if (!replaced)
		mistakes_add(&request->mistakes, "/valid_from", REFUSAL_periods_overlap,
			arena_format(&request->arena, "version %s is valid then; say `replaces` to end it",
				batch_text(request->batch, place, row, "version")));
	else if (from <= request->today && policy->valid_from <= from)
		mistakes_add(&request->mistakes, "/valid_from", REFUSAL_periods_overlap,
			"what it replaces has begun: it ends today at the earliest");
}

static int judge(struct request *request, void *object)
{
	struct policy_version *policy = object;
	int place = *(const int *)request->more, rows = batch_rows(request->batch, place);
	bool known = policy->replaces[0] == '\0';

	policy_check(policy, &request->arena, &request->mistakes);
	if (policy->valid_from < request->today)
		mistakes_add(&request->mistakes, "/valid_from", REFUSAL_in_the_past, NULL);
	for (int row = 0; row < rows; row++) {
		known |= strcmp(batch_text(request->batch, place, row, "id"), policy->replaces) == 0;
		judge_beside(request, policy, row);
	}
	if (!known)
		mistakes_add(&request->mistakes, "/replaces", REFUSAL_unknown_reference, NULL);
	policy->edition = rows == 0 ? 1 : batch_integer(request->batch, place, rows - 1, "version") + 1;
	memcpy(policy->made_by, request->caller.account, ID_SIZE);
	policy->made_at = request->now;
	return 0;
}

/* The replaced one's last day, or DAY_NONE where it ends before anyway. */
static int32_t ended_on(const struct request *request, const struct policy_version *policy)
{
	int place = *(const int *)request->more;

	for (int row = 0; row < batch_rows(request->batch, place); row++) {
		int32_t from = batch_day(request->batch, place, row, "valid_from");

		if (strcmp(batch_text(request->batch, place, row, "id"), policy->replaces) == 0
		    && batch_text(request->batch, place, row, "overlaps")[0] == 't')
			return (from > policy->valid_from ? from : policy->valid_from) - 1;
	}
	return DAY_NONE;
}

/* The replaced one gives way first. */
static void end_replaced(struct request *request, void *object)
{
	const struct policy_version *policy = object;
	int32_t last = ended_on(request, policy);
	char day[DAY_TEXT];

	if (last != DAY_NONE)
		batch_put(request->batch, SQL_policy_end, NULL, NULL, (const struct with[]){
			{ "id", policy->replaces }, { "ended_on", day_format(last, day) }, { NULL, NULL } });
}

static bool tell_ended(struct request *request, void *object, struct told *ret_told)
{
	const struct policy_version *policy = object;
	int32_t last = ended_on(request, policy);
	char day[DAY_TEXT];

	if (last == DAY_NONE)
		return false;
	*ret_told = (struct told){ .subject_kind = "policy", .subject = policy->replaces, .event = "ended",
		.data = arena_format(&request->arena, "{\"replaced_by\":\"%s\",\"valid_to\":\"%s\"}", policy->id,
			day_format(last, day)), .occurred_on = request->today };
	return true;
}

/* What runs may climb otherwise from the day it begins. */
static void look_again(struct request *request, void *object)
{
	batch_put(request->batch, SQL_policy_hold_cases, NULL, NULL, NULL);
	batch_put(request->batch, SQL_policy_look_again, &policy_message, object, NULL);
}

static const struct registry policies = { .noun = "policy", .path = "/v1/policies", .message = &policy_message,
	.version = "row_version", .find = SQL_policy_find, .put = SQL_policy_put, .begin = begin, .want = want, .ask = ask,
	.judge = judge, .before = end_replaced,
	.write = look_again, .tell = tell_ended };
static const struct list_sort sorts[] = { { SQL_policy_list, LIST_BY_ID } };
static const struct list policies_list = { .sorts = sorts, .count = SQL_policy_count, .use = USE_SHOWN };

const struct operation op_policy_list = { .name = "policy_list", .method = HTTP_GET, .path = "/v1/policies",
	.about = "A page of the policies, in the order they were made", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ,
	.status = 200, .query = &page_query_message, .of = &policies_list, .answer = &policy_message,
	.load = list_load, .reply = list_reply };

const struct operation op_policy_make = { .name = "policy_make", .method = HTTP_POST, .path = "/v1/policies",
	.about = "Add a policy; what is left out is as tilsyn comes with it", .is = OP_WRITE | OP_KEYED | OP_NO_STORE,
	.may = MAY_ADMINISTER, .status = 201, .body = &policy_message, .use = USE_CREATE, .of = &policies,
	.answer = &policy_message, .load = registry_make_load, .find = registry_make_find, .decide = registry_make_decide,
	.write = registry_write, .reply = registry_reply };

/* The default stands nowhere, but can be read as the others can. */
static int see_find(struct request *request)
{
	struct policy_version *policy = registry_object(request);

	if (strcmp(request->path[0], POLICY_DEFAULT_ID) != 0)
		return registry_see_find(request);
	policy_tell_default(&request->arena, policy);
	request->version = policy->version;
	return 0;
}

const struct operation op_policy_see = { .name = "policy_see", .method = HTTP_GET, .path = "/v1/policies/{id}",
	.about = "Show one; the id of zeroes is what tilsyn comes with", .is = OP_NO_STORE, .may = MAY_READ, .status = 200,
	.of = &policies, .answer = &policy_message, .load = registry_see_load, .find = see_find, .reply = registry_reply };
