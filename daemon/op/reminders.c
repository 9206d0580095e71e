/* reminders - what became of the rungs, and what should have become of them and has not. */
#include <stdio.h>
#include <string.h>

#include "core/facts.h"
#include "core/policy.h"
#include "op/by_date.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/policy.h"
#include "proto/messages.h"

static void write_text(struct request *request, int place, int row, const char *name)
{
	struct buffer *body = &request->answer.body;

	buffer_format(body, ",\"%s\":", name);
	buffer_add_json_text(body, batch_text(request->batch, place, row, name));
}

static void write_deadline(struct request *request, int place, int row)
{
	write_text(request, place, row, "case_number");
	write_text(request, place, row, "enterprise");
	write_text(request, place, row, "enterprise_name");
	write_text(request, place, row, "kind");
	write_text(request, place, row, "due");
}

static const struct list_sort reminder_sorts[] = {
	{ SQL_reminder_list, LIST_BY_ID }, { SQL_reminder_list_down, LIST_BY_ID },
};
static const char *const besides[] = { "case_number", "enterprise", "enterprise_name", "kind", "due", "letter_state",
	"last_contact", NULL };
static const struct list reminders = { .sorts = reminder_sorts, .count = SQL_reminder_count, .use = USE_SHOWN,
	.besides = besides };

const struct operation op_reminder_list = { .name = "reminder_list", .method = HTTP_GET, .path = "/v1/reminders",
	.about = "What was sent, drafted, told or held back, and why", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ,
	.status = 200, .query = &reminders_query_message, .of = &reminders, .answer = &reminder_row_message,
	.load = list_load, .reply = list_reply };

#define LADDER_ROWS 64                  /* lines of one deadline that are judged: of all the policies it has lived under */
#define GRACE INT64_C(3600000000)       /* microseconds that a clerk has for what falls due in the morning */

#define HORIZON 400                     /* days before its due date that a rung may come at the most */

struct missing {
	int place, policy_place;
	int review_place;               /* of guides, which come before everything else; -1 when they are behind us */
	int limit;
	struct policies standing;       /* in force today */
};
struct cursor { bool reviews; struct by_date after; };

/* The rungs of the default, as a policy is stored: what an authority without one has. */
static void write_rungs(struct buffer *ret_rungs)
{
	buffer_add_char(ret_rungs, '[');
	for (int i = 0; i < policy_default.rung_count; i++) {
		const struct rung *rung = &policy_default.rungs[i];
		bool first = true;

		buffer_format(ret_rungs, "%s{\"code\":\"%s\",\"from\":\"%s\",\"after\":%d,\"new_date\":%d,\"kinds\":[", i > 0 ? "," : "",
			rung->code, rung_froms.word[rung->from], rung->after, rung->new_date);
		for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
			if ((rung->kinds & RUNG_KIND(kind)) == 0)
				continue;
			buffer_format(ret_rungs, "%s\"%s\"", first ? "" : ",", deadline_kinds.word[kind]);
			first = false;
		}
		buffer_add_text(ret_rungs, "]}");
	}
	buffer_add_char(ret_rungs, ']');
}

/* A guide's begins with a G, and all deadlines follow. */
static bool read_cursor(struct request *request, const char *cursor, struct cursor *ret_cursor)
{
	ret_cursor->reviews = cursor == NULL || cursor[0] == 'G';
	return by_date_read(request, cursor == NULL ? NULL : cursor + ret_cursor->reviews, &ret_cursor->after);
}

static int ask_reviews(struct request *request, const struct missing *missing, const struct cursor *cursor)
{
	char ahead[12], fetch[12];

	snprintf(ahead, sizeof ahead, "%d", policy_default.review_ahead);
	snprintf(fetch, sizeof fetch, "%d", missing->limit);
	return batch_put(request->batch, SQL_review_missing, NULL, NULL, (const struct with[]){ { "after_key", cursor->after.key },
		{ "after_id", cursor->after.id }, { "ahead", ahead }, { "fetch", fetch }, { NULL, NULL } });
}

static int ask_deadlines(struct request *request, const struct cursor *cursor)
{
	struct buffer rungs;
	char fetch[12], horizon[DAY_TEXT];
	int place;

	buffer_init(&rungs);
	write_rungs(&rungs);
	snprintf(fetch, sizeof fetch, "%d", BY_DATE_JUDGED);
	place = batch_put(request->batch, SQL_reminder_missing, NULL, NULL, (const struct with[]){
		{ "after_key", cursor->reviews ? NULL : cursor->after.key }, { "after_id", cursor->reviews ? NULL : cursor->after.id },
		{ "rungs", rungs.data }, { "fetch", fetch }, { "horizon", day_format(request->today + HORIZON, horizon) },
		{ NULL, NULL } });
	buffer_release(&rungs);
	return place;
}

static void missing_load(struct request *request)
{
	const struct page_query *query = request->query;
	struct missing *missing = arena_take(&request->arena, sizeof *missing);
	struct cursor cursor;

	request->own = missing;
	*missing = (struct missing){ .place = -1, .review_place = -1,
		.limit = query->page.limit == INTEGER_NONE ? PAGE_LIMIT : (int)query->page.limit };
	missing->policy_place = batch_put(request->batch, SQL_policy_standing, NULL, NULL, NULL);
	if (!read_cursor(request, query->page.after, &cursor)) {
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
		return;
	}
	if (cursor.reviews)
		missing->review_place = ask_reviews(request, missing, &cursor);
	missing->place = ask_deadlines(request, &cursor);
}

static const struct policy *policy_of(const struct missing *missing, const char *id)
{
	const struct policy *policy = policies_find(&missing->standing, id);

	return policy == NULL ? &policy_default : policy;
}

static bool truth_of(const struct request *request, int place, int row, const char *column)
{
	const char *text = batch_text(request->batch, place, row, column);

	return text != NULL && text[0] == 't';
}

static int term_of(const struct request *request, int place, int row, const char *column, const struct terms *terms)
{
	const char *text = batch_text(request->batch, place, row, column);

	return text == NULL ? TERM_NONE : term_find(terms, text);
}

/* The deadline that begins at this row, with its lines; returns the first row of the next one. */
static int take_deadline(struct request *request, int place, int row, const struct policy *policy,
	struct ladder_row rows[LADDER_ROWS], struct ladder_facts *ret_facts)
{
	const char *id = batch_text(request->batch, place, row, "id");
	int next = row, count = 0;

	for (; next < batch_rows(request->batch, place) && strcmp(batch_text(request->batch, place, next, "id"), id) == 0; next++)
		if (batch_text(request->batch, place, next, "line") != NULL && count < LADDER_ROWS)
			rows[count++] = (struct ladder_row){ batch_text(request->batch, place, next, "line"),
				term_of(request, place, next, "done", &rung_dones), batch_day(request->batch, place, next, "new_date") };
	*ret_facts = (struct ladder_facts){
		.rungs = policy->rungs, .rung_count = policy->rung_count, .calendar = policy->calendar,
		.today = request->today, .rows = rows, .row_count = count, .imported = truth_of(request, place, row, "imported"),
		.kind = term_of(request, place, row, "kind", &deadline_kinds), .state = DEADLINE_RUNNING,
		.effective_due = batch_day(request->batch, place, row, "effective_due"),
		.running_since = batch_day(request->batch, place, row, "running_since"),
		.adopted_on = batch_day(request->batch, place, row, "adopted_on"),
		.paused_from = batch_day(request->batch, place, row, "paused_from"),
		.paused_to = batch_day(request->batch, place, row, "paused_to"),
		.reminded = truth_of(request, place, row, "reminded"),
		.reminded_besides = truth_of(request, place, row, "reminded_besides"),
		.reminded_until = batch_day(request->batch, place, row, "reminded_until"),
	};
	return next;
}

static int32_t later(int32_t one, int32_t other)
{
	return one > other ? one : other;
}

/* The morning of the day has come and gone; what was changed that day or after it has until the next. */
static bool is_over(const struct request *request, const struct policy *policy, int32_t day, int32_t changed_on)
{
	if (day <= changed_on)
		day = changed_on + 1;
	return request->now >= ladder_instant(policy->send_window, policy->calendar, day, day_instant(day, 0)) + GRACE;
}

/* What lapses does so at midnight, and nobody is written to. */
static int32_t lapses_on(const struct ladder_facts *facts)
{
	return later(facts->effective_due, facts->running_since) + 1;
}

/* One thing that should have happened: a rung, or another of these. */
struct missed { int what, row; const struct rung *rung; int32_t expected_on; };

static void write_missed(struct request *request, const struct missed *missed, int *told)
{
	struct buffer *body = &request->answer.body;
	const struct missing *missing = request->own;
	bool review = missed->what == MISSED_REVIEW;
	int place = review ? missing->review_place : missing->place;
	char day[DAY_TEXT];

	buffer_format(body, "%s{\"what\":\"%s\",\"deadline\":", (*told)++ == 0 ? "" : ",", missed_whats.word[missed->what]);
	buffer_add_json_text(body, review ? NULL : batch_text(request->batch, place, missed->row, "id"));
	buffer_add_text(body, ",\"programme\":");
	buffer_add_json_text(body, review ? batch_text(request->batch, place, missed->row, "id") : NULL);
	write_text(request, place, missed->row, "audit");
	write_deadline(request, place, missed->row);
	buffer_add_text(body, ",\"rung\":");
	buffer_add_json_text(body, missed->rung == NULL ? NULL : missed->rung->code);
	buffer_add_text(body, ",\"action\":");
	buffer_add_json_text(body, missed->rung == NULL ? NULL : rung_actions.word[missed->rung->action]);
	buffer_format(body, ",\"expected_on\":\"%s\"}", day_format(missed->expected_on, day));
}

static void write_reviews(struct request *request, int rows, int *told)
{
	const struct missing *missing = request->own;
	int place = missing->review_place;

	for (int row = 0; row < rows; row++) {
		const struct policy *policy = policy_of(missing, batch_text(request->batch, place, row, "in_force"));
		int32_t day = batch_day(request->batch, place, row, "due") - (int32_t)batch_integer(request->batch, place, row, "ahead");

		if (is_over(request, policy, day, batch_day(request->batch, place, row, "changed_on")))
			write_missed(request, &(struct missed){ MISSED_REVIEW, row, NULL, calendar_roll(policy->calendar, day) }, told);
	}
}

static void write_deadline_missed(struct request *request, int row, const struct policy *policy,
	const struct ladder_facts *facts, int *told)
{
	int32_t changed_on = later(facts->running_since, facts->adopted_on);
	struct ladder ladder;

	if (deadline_kind_may_lapse(facts->kind)) {
		if (request->now >= day_instant(lapses_on(facts), 0) + GRACE)
			write_missed(request, &(struct missed){ MISSED_LAPSE, row, NULL, lapses_on(facts) }, told);
		return;
	}
	ladder_judge(facts, &ladder);
	for (int i = 0; i < ladder.count; i++)
		if (ladder.place[i].verdict == LADDER_CLIMB && is_over(request, policy, ladder.place[i].day, changed_on))
			write_missed(request, &(struct missed){ MISSED_RUNG, row, ladder.place[i].rung, ladder.place[i].day }, told);
}

static void write_deadlines(struct request *request, int told)
{
	struct missing *missing = request->own;
	struct ladder_row rows[LADDER_ROWS];
	int row = 0, last = 0, deadlines = 0, all = batch_rows(request->batch, missing->place);

	while (row < all && told < missing->limit) {
		const struct policy *policy = policy_of(missing, batch_text(request->batch, missing->place, row, "in_force"));
		struct ladder_facts facts;

		last = row;
		deadlines++;
		row = take_deadline(request, missing->place, last, policy, rows, &facts);
		write_deadline_missed(request, last, policy, &facts, &told);
	}
	by_date_end(request, "", missing->place, row < all || deadlines == BY_DATE_JUDGED ? last : -1, "effective_due", told);
}

static int missing_reply(struct request *request)
{
	struct missing *missing = request->own;
	int told = 0, reviews;

	if (missing->place < 0)
		return REFUSAL_cursor_invalid;
	policies_take(request, missing->policy_place, &missing->standing);
	buffer_add_text(&request->answer.body, "{\"items\":[");
	reviews = missing->review_place < 0 ? 0 : batch_rows(request->batch, missing->review_place);
	write_reviews(request, reviews, &told);
	if (reviews == missing->limit)          /* there may be more of them */
		by_date_end(request, "G", missing->review_place, reviews - 1, "due", told);
	else
		write_deadlines(request, told);
	return 0;
}

const struct operation op_reminder_missed = { .name = "reminder_missed", .method = HTTP_GET, .path = "/v1/reminders/missed",
	.about = "What the clock should have done by now and has not: empty, or somebody must look at the clerk; the count is told "
		"where it is one page",
	.is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &page_query_message,
	.answer = &missed_reminder_message, .load = missing_load, .reply = missing_reply };
