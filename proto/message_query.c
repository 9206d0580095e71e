/* message_query - the query strings of lists, each its filters and the page. */
#include "proto/table.h"

static const char *const audits_sort_words[] = { "case_number", "-case_number", "due", "-due", "created", "-created" };
static const char *const deadlines_sort_words[] = { "due", "-due" };
static const char *const mails_sort_words[] = { "id", "-id" };
static const char *const reminders_sort_words[] = { "id", "-id" };
static const char *const letters_sort_words[] = { "created", "-created" };
static const char *const events_sort_words[] = { "id", "-id" };

static const struct terms audits_sorts = { "audits_sort", audits_sort_words, AUDITS_SORTS };
static const struct terms deadlines_sorts = { "deadlines_sort", deadlines_sort_words, DEADLINES_SORTS };
static const struct terms mails_sorts = { "mails_sort", mails_sort_words, MAILS_SORTS };
static const struct terms reminders_sorts = { "reminders_sort", reminders_sort_words, REMINDERS_SORTS };
static const struct terms letters_sorts = { "letters_sort", letters_sort_words, LETTERS_SORTS };
static const char *const waiting_for_words[] = { "me" };
static const struct terms waiting_fors = { "waiting_for", waiting_for_words, WAITING_FORS };
static const struct terms events_sorts = { "events_sort", events_sort_words, EVENTS_SORTS };

static const struct field page_query_fields[] = {
	PAGE(page_query),
};
MESSAGE(page_query, page_query, page_query_fields);

static const struct field programmes_query_fields[] = {
	PAGE(programmes_query),
	FIELD(programmes_query, code, TEXT, ASKED, A_CODE, .about = "the editions of one guide"),
	FIELD(programmes_query, method, TERM, ASKED, .terms = &methods),
	FIELD(programmes_query, review_before, DATE, ASKED, .about = "the newest of its code, to be reviewed before this day"),
};
MESSAGE(programmes_query, programmes_query, programmes_query_fields);

static const struct field comparison_query_fields[] = {
	FIELD(comparison_query, with, ID, ASKED | NEEDED, .about = "the programme it is compared with"),
};
MESSAGE(comparison_query, comparison_query, comparison_query_fields);

static const struct field audits_query_fields[] = {
	PAGE(audits_query),
	FIELD(audits_query, sort, TERM, ASKED, .terms = &audits_sorts),
	FIELD(audits_query, state, TERM, ASKED, .terms = &audit_states),
	FIELD(audits_query, overdue, TERNARY, ASKED, .about = "a deadline of it is overdue today, or none is"),
	FIELD(audits_query, lead, ID, ASKED, .about = "lead auditor or leader of the follow-up"),
	FIELD(audits_query, member, ID, ASKED, .about = "of its team"),
	FIELD(audits_query, enterprise, ID, ASKED),
	FIELD(audits_query, programme, ID, ASKED),
	FIELD(audits_query, method, TERM, ASKED, .terms = &methods),
	FIELD(audits_query, case_number, TEXT, ASKED, .min = 1, .max = 20),
	FIELD(audits_query, q, TEXT, ASKED, .min = 1, .max = 200, .about = "words of theme, breaches or enterprise"),
	FIELD(audits_query, due_before, DATE, ASKED, .about = "a deadline of it runs out before this day"),
	FIELD(audits_query, severity, TERM, ASKED, .terms = &severities, .about = "of a breach that is not dropped"),
};
MESSAGE(audits_query, audits_query, audits_query_fields);

static const struct field deadlines_query_fields[] = {
	PAGE(deadlines_query),
	FIELD(deadlines_query, sort, TERM, ASKED, .terms = &deadlines_sorts),
	FIELD(deadlines_query, overdue, TERNARY, ASKED),
	FIELD(deadlines_query, due_before, DATE, ASKED),
	FIELD(deadlines_query, lead, ID, ASKED),
	FIELD(deadlines_query, enterprise, ID, ASKED),
	FIELD(deadlines_query, programme, ID, ASKED),
	FIELD(deadlines_query, kind, TERM, ASKED, .terms = &deadline_kinds),
	FIELD(deadlines_query, state, TERM, ASKED, .terms = &deadline_states),
};
MESSAGE(deadlines_query, deadlines_query, deadlines_query_fields);

static const struct field letters_query_fields[] = {
	PAGE(letters_query),
	FIELD(letters_query, sort, TERM, ASKED, .terms = &letters_sorts),
	FIELD(letters_query, overdue, TERNARY, ASKED, .about = "a deadline that the letter set is overdue today"),
	FIELD(letters_query, due_before, DATE, ASKED, .about = "a deadline that the letter set runs out before this day"),
	FIELD(letters_query, lead, ID, ASKED),
	FIELD(letters_query, enterprise, ID, ASKED),
	FIELD(letters_query, programme, ID, ASKED),
	FIELD(letters_query, kind, TERM, ASKED, .terms = &letter_kinds),
	FIELD(letters_query, state, TERM, ASKED, .terms = &letter_states),
	FIELD(letters_query, waiting_for, TERM, ASKED, .terms = &waiting_fors,
		.about = "submitted letters that the caller can approve now"),
};
MESSAGE(letters_query, letters_query, letters_query_fields);

static const struct field mails_query_fields[] = {
	PAGE(mails_query),
	FIELD(mails_query, sort, TERM, ASKED, .terms = &mails_sorts),
	FIELD(mails_query, audit, ID, ASKED),
	FIELD(mails_query, kind, TERM, ASKED, .terms = &mail_kinds),
	FIELD(mails_query, state, TERM, ASKED, .terms = &mail_states),
};
MESSAGE(mails_query, mails_query, mails_query_fields);

static const struct field reminders_query_fields[] = {
	PAGE(reminders_query),
	FIELD(reminders_query, sort, TERM, ASKED, .terms = &reminders_sorts),
	FIELD(reminders_query, audit, ID, ASKED),
	FIELD(reminders_query, deadline, ID, ASKED),
	FIELD(reminders_query, done, TERM, ASKED, .terms = &rung_dones),
	FIELD(reminders_query, action, TERM, ASKED, .terms = &rung_actions),
};
MESSAGE(reminders_query, reminders_query, reminders_query_fields);

static const struct field events_query_fields[] = {
	PAGE(events_query),
	FIELD(events_query, sort, TERM, ASKED, .terms = &events_sorts),
};
MESSAGE(events_query, events_query, events_query_fields);

static const struct field feed_query_fields[] = {
	FIELD(feed_query, token, TEXT, ASKED, .min = 1, .max = 200, .about = "as /v1/me/calendar told it; left out: the login's own"),
};
MESSAGE(feed_query, feed_query, feed_query_fields);

static const struct field calendar_query_fields[] = {
	FIELD(calendar_query, from, DATE, ASKED | NEEDED),
	FIELD(calendar_query, days, INTEGER, ASKED | NEEDED, .min = 0, .max = 3660),
};
MESSAGE(calendar_query, calendar_query, calendar_query_fields);

static const struct field import_query_fields[] = {
	FIELD(import_query, dry_run, BOOLEAN, ASKED, .about = "judge everything and write nothing"),
};
MESSAGE(import_query, import_query, import_query_fields);
