/* reminders - what became of the rungs, and what should have become of them and has not. */
#include <stdio.h>
#include <string.h>

#include "core/policy.h"
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

#define CANDIDATES 1000                 /* deadlines looked at for one page */
#define LADDER_ROWS 64                  /* lines of one deadline that are judged: of all the policies it has lived under */
#define GRACE INT64_C(3600000000)       /* microseconds that a clerk has for what falls due in the morning */

#define HORIZON 400                     /* days before its due date that a rung may come at the most */

struct missing {
	int place, policy_place;
	int64_t limit;
	struct standing { char id[ID_SIZE]; const struct policy *policy; } *standing;   /* in force today */
	int standing_count;
};

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

	request->own = missing;
	missing->place = -1;
	missing->policy_place = batch_put(request->batch, SQL_policy_standing, NULL, NULL, NULL);
	missing->limit = query->page.limit == INTEGER_NONE ? PAGE_LIMIT : query->page.limit;
	buffer_init(&rungs);
	write_rungs(&rungs);
	snprintf(fetch, sizeof fetch, "%d", CANDIDATES);
	with[2].text = rungs.data;
	with[3].text = fetch;
	with[4].text = day_format(request->today + HORIZON, horizon);
	if (read_cursor(request, query->page.after, &with[0], &with[1]))
		missing->place = batch_put(request->batch, SQL_reminder_missing, NULL, NULL, with);
	else
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
	buffer_release(&rungs);
}

static void take_policies(struct request *request, struct missing *missing)
{
	struct policy_version *versions = batch_take(request->batch, missing->policy_place, &policy_message, &request->arena,
		&missing->standing_count);

	missing->standing = arena_take_array(&request->arena, (size_t)missing->standing_count, sizeof *missing->standing);
	for (int i = 0; i < missing->standing_count; i++) {
		memcpy(missing->standing[i].id, versions[i].id, ID_SIZE);
		missing->standing[i].policy = policy_read(&versions[i],
			arena_take(&request->arena, sizeof(struct policy_room)));
	}
}

static const struct policy *policy_of(const struct missing *missing, const char *id)
{
	for (int i = 0; id != NULL && i < missing->standing_count; i++)
		if (strcmp(missing->standing[i].id, id) == 0)
			return missing->standing[i].policy;
	return &policy_default;
}

static int32_t date_of(const struct request *request, int place, int row, const char *column)
{
	const char *text = batch_text(request->batch, place, row, column);
	int32_t day;

	return text != NULL && day_parse(text, &day) ? day : DAY_NONE;
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
				term_of(request, place, next, "done", &rung_dones), date_of(request, place, next, "new_date") };
	*ret_facts = (struct ladder_facts){
		.rungs = policy->rungs, .rung_count = policy->rung_count, .calendar = policy->calendar,
		.today = request->today, .rows = rows, .row_count = count, .imported = truth_of(request, place, row, "imported"),
		.kind = term_of(request, place, row, "kind", &deadline_kinds), .state = DEADLINE_RUNNING,
		.effective_due = date_of(request, place, row, "effective_due"),
		.running_since = date_of(request, place, row, "running_since"),
		.adopted_on = date_of(request, place, row, "adopted_on"),
		.paused_from = date_of(request, place, row, "paused_from"),
		.paused_to = date_of(request, place, row, "paused_to"),
		.reminded = truth_of(request, place, row, "reminded"),
		.reminded_besides = truth_of(request, place, row, "reminded_besides"),
		.reminded_until = date_of(request, place, row, "reminded_until"),
	};
	return next;
}

/* Its morning has come and gone; what began to run or was adopted that day has until the next. */
static bool is_missed(const struct request *request, const struct policy *policy, const struct ladder_facts *facts,
	const struct ladder_place *place)
{
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
	struct missing *missing = request->own;
	struct buffer *body = &request->answer.body;
	struct ladder_row rows[LADDER_ROWS];
	int row = 0, last = 0, deadlines = 0;
	int64_t told = 0;

	if (missing->place < 0)
		return REFUSAL_cursor_invalid;
	take_policies(request, missing);
	buffer_add_text(body, "{\"items\":[");
	while (row < batch_rows(request->batch, missing->place) && told < missing->limit) {
		const struct policy *policy = policy_of(missing, batch_text(request->batch, missing->place, row, "in_force"));
		struct ladder_facts facts;
		struct ladder ladder;

		last = row;
		deadlines++;
		row = take_deadline(request, missing->place, last, policy, rows, &facts);
		ladder_judge(&facts, &ladder);
		for (int i = 0; i < ladder.count; i++)
			if (is_missed(request, policy, &facts, &ladder.place[i]))
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
