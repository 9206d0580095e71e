/* lists - cases, deadlines and letters across cases, and the log as a feed. */
#include <string.h>

#include "op/list.h"
#include "op/operations.h"
#include "proto/messages.h"

static void write_overdue(struct request *request, int place, int row, const char *due_column, bool runs, bool *first)
{
	const char *due = batch_text(request->batch, place, row, due_column);
	int32_t day;
	bool stands = due != NULL && day_parse(due, &day);
	bool overdue = runs && stands && day < request->today;

	(void)first;
	buffer_add_text(&request->answer.body, overdue ? ",\"overdue\":true" : ",\"overdue\":false");
	if (strcmp(due_column, "next_due") == 0) {
		buffer_add_text(&request->answer.body, ",\"next_due\":");
		buffer_add_json_text(&request->answer.body, stands ? due : NULL);
	} else {
		buffer_format(&request->answer.body, ",\"days_overdue\":%d", overdue ? request->today - day : 0);
	}
}

static void audit_members(struct request *request, int place, int row, bool *first)
{
	write_overdue(request, place, row, "next_due", true, first);
}

static void deadline_members(struct request *request, int place, int row, bool *first)
{
	const char *state = batch_text(request->batch, place, row, "state");

	write_overdue(request, place, row, "effective_due", strcmp(state, "running") == 0, first);
}

static const struct list_sort audit_sorts[] = {
	{ SQL_audit_list_case_number, LIST_BY_CASE_NUMBER }, { SQL_audit_list_case_number_down, LIST_BY_CASE_NUMBER },
	{ SQL_audit_list_due, LIST_BY_DATE }, { SQL_audit_list_due_down, LIST_BY_DATE },
	{ SQL_audit_list_created, LIST_BY_INSTANT }, { SQL_audit_list_created_down, LIST_BY_INSTANT },
};
static const char *const audit_besides[] = { "enterprise_name", "lead_auditor_name", "follow_up_lead_name", NULL };
static const struct list audits = { .sorts = audit_sorts, .count = SQL_audit_count, .use = USE_SHOWN | USE_SUMMARY, .besides = audit_besides,
	.members = audit_members };
static const struct list_sort deadline_sorts[] = {
	{ SQL_deadline_list_due, LIST_BY_DATE }, { SQL_deadline_list_due_down, LIST_BY_DATE },
};
static const char *const deadline_besides[] = { "case_number", "enterprise", "enterprise_name", "breach_title",
	"lead_auditor", "lead_auditor_name", NULL };
static const struct list deadlines = { .sorts = deadline_sorts, .count = SQL_deadline_count, .use = USE_SHOWN | USE_SUMMARY, .besides = deadline_besides,
	.members = deadline_members };
static const struct list_sort letter_sorts[] = {
	{ SQL_letter_list_created, LIST_BY_INSTANT }, { SQL_letter_list_created_down, LIST_BY_INSTANT },
};
static const char *const letter_besides[] = { "case_number", "enterprise", "enterprise_name", "author_name", NULL };
static const struct list letters = { .sorts = letter_sorts, .count = SQL_letter_count, .use = USE_SHOWN | USE_SUMMARY, .besides = letter_besides };
static const struct list_sort feed_sorts[] = { { SQL_event_feed, LIST_FEED }, { SQL_event_feed_down, LIST_FEED } };
static const struct list feed = { .sorts = feed_sorts, .count = SQL_event_count, .use = USE_SHOWN };
static const struct list_sort log_sorts[] = { { SQL_event_list, LIST_FEED }, { SQL_event_list_down, LIST_FEED } };
static const struct list log_of_case = { .sorts = log_sorts, .count = SQL_event_count, .use = USE_SHOWN };

#define LIST(name_, path_, about_, query_, list_, answer_, may_) \
	const struct operation op_##name_ = { .name = #name_, .method = HTTP_GET, .path = path_, .about = about_, \
		.is = OP_LIST | OP_NO_STORE, .may = may_, .status = 200, .query = &query_##_query_message, .of = &list_, \
		.answer = &answer_##_message, .load = list_load, .reply = list_reply }

LIST(audit_list, "/v1/audits", "Cases, filtered and sorted", audits, audits, audit_row, MAY_READ);
LIST(deadline_list, "/v1/deadlines", "Deadlines across cases", deadlines, deadlines, deadline_row, MAY_READ);
LIST(letter_list, "/v1/letters", "Letters across cases", letters, letters, letter_row, MAY_READ);
LIST(events, "/v1/events", "The log of the authority: a feed that loses and repeats nothing", events, feed, event, MAY_READ_LOG);

/* The log of one case. */
static void case_log_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_audit_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	list_load(request);
}

static int case_log_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 ? 0 : REFUSAL_not_found;
}

const struct operation op_audit_events = { .name = "audit_events", .method = HTTP_GET, .path = "/v1/audits/{id}/events",
	.about = "The log of the case", .is = OP_LIST | OP_NO_STORE, .may = MAY_READ_LOG, .status = 200,
	.query = &events_query_message, .of = &log_of_case, .answer = &event_message,
	.load = case_log_load, .find = case_log_find, .reply = list_reply };
