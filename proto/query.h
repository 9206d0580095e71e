/* query.h - what callers send that is no noun of a case: query strings, logins, imports. */
#ifndef PROTO_QUERY_H
#define PROTO_QUERY_H

#include "proto/field.h"

struct page {                   /* every list's */
	int64_t limit;                  /* INTEGER_NONE: PAGE_LIMIT */
	const char *after;              /* a cursor, or for events an id */
	bool count;
};
#define PAGE_LIMIT 50

/* Each list's struct begins with its page. */
struct page_query { struct page page; };
struct survey_summary_query { bool outside; };
struct survey_parts_query {
	struct page page;
	int8_t answered, selected;
	const char *question, *answer;
	double least, most;
};
struct answers_query { const char *after; int64_t limit; };
struct programmes_query { struct page page; const char *code; int method; int32_t review_before; };
struct planning_query { char programme[ID_SIZE]; int kind; int64_t limit; };
struct comparison_query { char with[ID_SIZE]; };

enum audits_sort { AUDITS_BY_CASE_NUMBER, AUDITS_BY_CASE_NUMBER_DOWN, AUDITS_BY_DUE, AUDITS_BY_DUE_DOWN,
	AUDITS_BY_CREATED, AUDITS_BY_CREATED_DOWN, AUDITS_SORTS };
struct audits_query {
	struct page page;
	int sort, state, method, severity;
	int8_t overdue;
	char lead[ID_SIZE], member[ID_SIZE], enterprise[ID_SIZE], programme[ID_SIZE];
	const char *case_number, *q;
	int32_t due_before;
};

enum deadlines_sort { DEADLINES_BY_DUE, DEADLINES_BY_DUE_DOWN, DEADLINES_SORTS };
struct deadlines_query {
	struct page page;
	int sort, kind, state;
	int8_t overdue;
	char lead[ID_SIZE], enterprise[ID_SIZE], programme[ID_SIZE];
	int32_t due_before;
};

enum letters_sort { LETTERS_BY_CREATED, LETTERS_BY_CREATED_DOWN, LETTERS_SORTS };
struct letters_query {
	struct page page;
	int sort, kind, state;
	int8_t overdue;
	char lead[ID_SIZE], enterprise[ID_SIZE], programme[ID_SIZE];
	int32_t due_before;
	int waiting_for;                        /* WAITING_FOR_ME, or TERM_NONE */
};
enum waiting_for { WAITING_FOR_ME, WAITING_FORS };

struct diff_query { int64_t from, to; };

enum mails_sort { MAILS_BY_ID, MAILS_BY_ID_DOWN, MAILS_SORTS };
struct mails_query { struct page page; int sort, kind, state; char audit[ID_SIZE]; };

enum reminders_sort { REMINDERS_BY_ID, REMINDERS_BY_ID_DOWN, REMINDERS_SORTS };
struct reminders_query { struct page page; int sort, done, action; char audit[ID_SIZE], deadline[ID_SIZE]; };

enum events_sort { EVENTS_BY_ID, EVENTS_BY_ID_DOWN, EVENTS_SORTS };
struct events_query { struct page page; int sort; };

struct feed_query { const char *token; };
struct calendar_query { int32_t from; int64_t days; };

struct sample_query { int64_t population, sample; double target, confidence; };
struct draws_query { struct page page; char measure_point[ID_SIZE]; };

enum chart_word { CHART_WORD_RUN, CHART_WORD_P, CHARTS };
enum series_unit { SERIES_BY_WEEK, SERIES_BY_MONTH, SERIES_UNITS };
struct series {
	char enterprise[ID_SIZE];
	struct objects points, notes;           /* struct series_figure, struct series_note */
	bool correct;
};
struct series_query { char enterprise[ID_SIZE]; };
struct series_chart_query { char enterprise[ID_SIZE]; int chart; };
struct series_file_query { char enterprise[ID_SIZE]; int every; bool correct; };
struct rounds_chart_query { char measure_point[ID_SIZE]; };

struct learning_query { const char *programme; int32_t from, to; bool outside; };
struct learning_table_query { const char *programme; int32_t from, to; };      /* begins as the other */

struct import_query { bool dry_run; };

struct session_request { const char *username, *password, *authority; };

/* A historic audit as published: shared facts, null where unknown. */
struct import_breach { const char *title_paraphrase, *kind; struct texts legal_basis; };
struct import_fact { const char *what; int64_t n_reviewed, n_compliant; };
struct import_record {
	const char *source_url, *authority, *enterprise, *enterprise_kind, *municipality_no, *theme, *programme,
		*method, *status_text_kind, *breach_conclusion, *language, *note;
	int32_t notice_date, visit_from, visit_to, preliminary_report_date, final_report_date, response_deadline,
		closed_date, comment_deadline, enterprise_reply_date, closing_meeting_date, period_from, period_to;
	int64_t breach_count_stated;
	int8_t order_issued;
	struct objects breaches;                /* struct import_breach */
	struct objects measure_point_facts;     /* struct import_fact */
	struct texts deadline_history;
};

/* The register's own names in JSON; a row of the municipality list has kommunenr. */
struct import_form { const char *code, *name; };
struct import_address { struct texts lines; const char *postcode, *place, *municipality_number, *municipality, *country, *country_code; };
struct import_enterprise {
	const char *org_number, *name, *language, *email, *parent_org_number;
	const char *municipality_number, *county_number, *county_language;
	uint64_t form_given, address_given;     /* see OBJECT_GIVEN */
	struct import_form form;
	struct import_address address;
};

#endif
