/* reminders - what became of the rungs, and what should have become of them and has not. */
#include <stdio.h>
#include <string.h>

#include "core/ladder.h"
#include "op/list.h"
#include "op/operations.h"
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
	write_text(request, place, row, "kind");
	write_text(request, place, row, "due");
}

static const struct list_sort reminder_sorts[] = {
	{ SQL_reminder_list, LIST_BY_ID }, { SQL_reminder_list_down, LIST_BY_ID },
};
static const char *const besides[] = { "case_number", "enterprise", "kind", "due", NULL };
static const struct list reminders = { .sorts = reminder_sorts, .count = SQL_reminder_count, .use = USE_SHOWN,
	.besides = besides };

const struct operation op_reminder_list = { .name = "reminder_list", .method = HTTP_GET, .path = "/v1/reminders",
	.about = "What was sent, drafted, told or held back, and why", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ,
	.status = 200, .query = &reminders_query_message, .of = &reminders, .answer = &reminder_row_message,
	.load = list_load, .reply = list_reply };

#define CANDIDATES 1000                 /* deadlines looked at for one page */
#define GRACE INT64_C(3600000000)       /* microseconds that a clerk has for what falls due in the morning */

struct missing { int place; int64_t limit; };

/* The fewest days from a due date to the rung: what rolls, or is put off, only comes later. */
static void write_rungs(const struct policy *policy, struct buffer *ret_rungs, int *ret_ahead)
{
	int least[RUNG_FROMS] = { 0 };

	*ret_ahead = 0;
	buffer_add_char(ret_rungs, '[');
	for (int i = 0; i < policy->rung_count; i++) {
		const struct rung *rung = &policy->rungs[i];
		int day = least[rung->from] + rung->after;
		bool first = true;

		buffer_format(ret_rungs, "%s{\"code\":", i > 0 ? "," : "");
		buffer_add_json_text(ret_rungs, rung->code);
		buffer_format(ret_rungs, ",\"least\":%d,\"kinds\":[", day);
		for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
			if ((rung->kinds & RUNG_KIND(kind)) == 0)
				continue;
			buffer_format(ret_rungs, "%s\"%s\"", first ? "" : ",", deadline_kinds.word[kind]);
			first = false;
		}
		buffer_add_text(ret_rungs, "]}");
		least[RUNG_FROM_BEFORE] = day;
		if (rung->new_date > 0)
			least[RUNG_FROM_NEW_DATE] = day + rung->new_date;
		if (-day > *ret_ahead)
			*ret_ahead = -day;
	}
	buffer_add_char(ret_rungs, ']');
}

/* "2026-09-14_<id>": the deadline that the page before ended with. */
static bool read_cursor(struct request *request, const char *cursor, struct with *ret_key, struct with *ret_id)
{
	int32_t day;
	char *key;

	if (cursor == NULL)
		return true;
	if (strlen(cursor) != DAY_TEXT - 1 + ID_SIZE || cursor[DAY_TEXT - 1] != '_' || !id_valid(cursor + DAY_TEXT))
		return false;
	key = arena_text_n(&request->arena, cursor, DAY_TEXT - 1);
	ret_key->text = key;
	ret_id->text = cursor + DAY_TEXT;
	return day_parse(key, &day);
}

static void missing_load(struct request *request)
{
	const struct page_query *query = request->query;
	struct missing *missing = arena_take(&request->arena, sizeof *missing);
	struct with with[] = { { "after_key", NULL }, { "after_id", NULL }, { "rungs", NULL }, { "fetch", NULL },
		{ "horizon", NULL }, { NULL, NULL } };
	struct buffer rungs;
	char fetch[12], horizon[DAY_TEXT];
	int ahead;

	request->own = missing;
	missing->place = -1;
	missing->limit = query->page.limit == INTEGER_NONE ? PAGE_LIMIT : query->page.limit;
	buffer_init(&rungs);
	write_rungs(&policy_default, &rungs, &ahead);
	snprintf(fetch, sizeof fetch, "%d", CANDIDATES);
	with[2].text = rungs.data;
	with[3].text = fetch;
	with[4].text = day_format(request->today + ahead, horizon);
	if (read_cursor(request, query->page.after, &with[0], &with[1]))
		missing->place = batch_put(request->batch, SQL_reminder_missing, NULL, NULL, with);
	else
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
	buffer_release(&rungs);
}

static int32_t date_of(const struct request *request, int place, int row, const char *column)
{
	const char *text = batch_text(request->batch, place, row, column);
	int32_t day;

	return text != NULL && day_parse(text, &day) ? day : DAY_NONE;
}

static int term_of(const struct request *request, int place, int row, const char *column, const struct terms *terms)
{
	const char *text = batch_text(request->batch, place, row, column);

	return text == NULL ? TERM_NONE : term_find(terms, text);
}

/* The deadline that begins at this row, with its lines; returns the first row of the next one. */
static int take_deadline(struct request *request, int place, int row, struct ladder_row rows[LADDER_RUNGS],
	struct ladder_facts *ret_facts)
{
	const char *id = batch_text(request->batch, place, row, "id");
	const char *imported = batch_text(request->batch, place, row, "imported");
	int next = row, count = 0;

	for (; next < batch_rows(request->batch, place) && strcmp(batch_text(request->batch, place, next, "id"), id) == 0; next++)
		if (batch_text(request->batch, place, next, "line") != NULL && count < LADDER_RUNGS)
			rows[count++] = (struct ladder_row){ batch_text(request->batch, place, next, "line"),
				term_of(request, place, next, "done", &rung_dones), date_of(request, place, next, "new_date") };
	*ret_facts = (struct ladder_facts){
		.rungs = policy_default.rungs, .rung_count = policy_default.rung_count, .calendar = policy_default.calendar,
		.today = request->today, .rows = rows, .row_count = count, .imported = imported[0] == 't',
		.kind = term_of(request, place, row, "kind", &deadline_kinds), .state = DEADLINE_RUNNING,
		.effective_due = date_of(request, place, row, "effective_due"),
		.running_since = date_of(request, place, row, "running_since"),
		.adopted_on = date_of(request, place, row, "adopted_on"),
		.paused_from = date_of(request, place, row, "paused_from"),
		.paused_to = date_of(request, place, row, "paused_to"),
	};
	return next;
}

/* Its morning has come and gone; what began to run or was adopted that day has until the next. */
static bool is_missed(const struct request *request, const struct ladder_facts *facts, const struct ladder_place *place)
{
	const struct policy *policy = &policy_default;
	int32_t day = place->day;

	if (place->verdict != LADDER_CLIMB)
		return false;
	if (day <= facts->running_since || day <= facts->adopted_on)
		day = (facts->running_since > facts->adopted_on ? facts->running_since : facts->adopted_on) + 1;
	return request->now >= ladder_instant(policy->send_window, policy->calendar, day, day_instant(day, 0)) + GRACE;
}

static void write_missed(struct request *request, int row, const struct ladder_place *place, bool first)
{
	struct buffer *body = &request->answer.body;
	const struct missing *missing = request->own;
	char day[DAY_TEXT];

	buffer_add_text(body, first ? "{\"deadline\":" : ",{\"deadline\":");
	buffer_add_json_text(body, batch_text(request->batch, missing->place, row, "id"));
	write_text(request, missing->place, row, "audit");
	write_deadline(request, missing->place, row);
	buffer_add_text(body, ",\"rung\":");
	buffer_add_json_text(body, place->rung->code);
	buffer_format(body, ",\"action\":\"%s\",\"expected_on\":\"%s\"}", rung_actions.word[place->rung->action],
		day_format(place->day, day));
}

static int missing_reply(struct request *request)
{
	const struct missing *missing = request->own;
	struct buffer *body = &request->answer.body;
	struct ladder_row rows[LADDER_RUNGS];
	int row = 0, last = 0, deadlines = 0;
	int64_t told = 0;

	if (missing->place < 0)
		return REFUSAL_cursor_invalid;
	buffer_add_text(body, "{\"items\":[");
	while (row < batch_rows(request->batch, missing->place) && told < missing->limit) {
		struct ladder_facts facts;
		struct ladder ladder;

		last = row;
		deadlines++;
		row = take_deadline(request, missing->place, last, rows, &facts);
		ladder_judge(&facts, &ladder);
		for (int i = 0; i < ladder.count; i++)
			if (is_missed(request, &facts, &ladder.place[i]))
				write_missed(request, last, &ladder.place[i], told++ == 0);
	}
	if (row < batch_rows(request->batch, missing->place) || deadlines == CANDIDATES)
		buffer_format(body, "],\"next\":\"%s_%s\"}", batch_text(request->batch, missing->place, last, "effective_due"),
			batch_text(request->batch, missing->place, last, "id"));
	else
		buffer_add_text(body, "],\"next\":null}");
	return 0;
}

const struct operation op_reminder_missed = { .name = "reminder_missed", .method = HTTP_GET, .path = "/v1/reminders/missed",
	.about = "What should have happened by now and has not: empty, or somebody must look at the clerk",
	.is = OP_LIST | OP_NO_STORE, .may = MAY_READ, .status = 200, .query = &page_query_message,
	.answer = &missed_reminder_message, .load = missing_load, .reply = missing_reply };
