/* series_register - figures and notes come into a series, as JSON or as a table: all of them, or none. */
#include <stdlib.h>
#include <string.h>

#include "base/csv.h"
#include "op/event.h"
#include "op/operations.h"
#include "op/series.h"
#include "proto/canonical.h"
#include "proto/messages.h"
#include "proto/series_file.h"

struct registering {
	struct series_case series;
	int head;                               /* place of the log's head, locked */
	const struct series_figure *figures;
	const int64_t *lines;                   /* of the table; NULL: the figures came as JSON */
	int figure_count;
	const struct series_note *notes;
	int note_count;
	bool correct;
	struct entry *changed;                  /* what is to be stored */
	int changed_count;
	struct buffer old;                      /* of decide: becomes */
	const char *corrected;                  /* the figures that are no more, for the log */
};

/* A figure among the others: number is its place among those that came, -1: it stood before. */
struct entry { struct series_point point; int number; };

static int entry_compare(const void *one, const void *other)
{
	const struct entry *a = one, *b = other;

	if (a->point.from != b->point.from)
		return a->point.from < b->point.from ? -1 : 1;
	return a->number - b->number;
}

static void wrong(struct request *request, int number, const char *member, enum refusal refusal, const char *detail)
{
	const struct registering *own = request->own;
	const char *pointer = own->lines == NULL
		? arena_format(&request->arena, "/points/%d%s", number, member)
		: arena_format(&request->arena, "/lines/%lld", (long long)own->lines[number]);

	mistakes_add(&request->mistakes, pointer, refusal, detail);
}

static void judge_entry(struct request *request, const struct entry *entry)
{
	unsigned found = entry->number < 0 ? 0 : series_point_wrong(&entry->point, request->today);

	if (found & SERIES_COUNTS)
		wrong(request, entry->number, "/numerator", REFUSAL_out_of_range, "more than the denominator");
	if (found & SERIES_PERIOD)
		wrong(request, entry->number, "/period_to", REFUSAL_ends_before_start, NULL);
	if (found & SERIES_FUTURE)
		wrong(request, entry->number, "/period_to", REFUSAL_in_the_future, "the period is not over");
}

static bool same_period(const struct series_point *a, const struct series_point *b)
{
	return a->from == b->from && a->to == b->to;
}

/* A figure for a period that stands: the same, a correction that was asked for, or a mistake. */
static void settle_twin(struct request *request, struct series_point *stands, const struct entry *entry)
{
	struct registering *own = request->own;
	char from[DAY_TEXT];

	if (stands->numerator == entry->point.numerator && stands->denominator == entry->point.denominator)
		return;
	if (!own->correct) {
		wrong(request, entry->number, "/period_from", REFUSAL_periods_overlap,
			"the period has other figures; `correct` changes them");
		return;
	}
	buffer_format(&own->old, "%s{\"period_from\":\"%s\",\"numerator\":%lld,\"denominator\":%lld}",
		own->old.length > 0 ? "," : "", day_format(stands->from, from), (long long)stands->numerator,
		(long long)stands->denominator);
	*stands = entry->point;
	own->changed[own->changed_count++] = *entry;
}

/* Those that stand and those that come, in the order of time, into the series. */
static void merge(struct request *request, struct entry *entries, int count)
{
	struct registering *own = request->own;
	struct series_case *series = &own->series;
	int last = -1;                          /* number of the entry before */

	series->count = 0;
	for (int i = 0; i < count; i++) {
		struct series_point *before = series->count == 0 ? NULL : &series->points[series->count - 1];

		judge_entry(request, &entries[i]);
		if (before != NULL && entries[i].point.from <= before->to) {
			if (same_period(before, &entries[i].point) && last < 0) {
				settle_twin(request, before, &entries[i]);
				last = entries[i].number;       /* a second one is no correction of the first */
			} else {
				wrong(request, entries[i].number < 0 ? last : entries[i].number, "/period_from",
					REFUSAL_periods_overlap, NULL);
			}
			continue;
		}
		if (series->count == SERIES_POINTS) {
			mistakes_add(&request->mistakes, own->lines == NULL ? "/points" : "/lines", REFUSAL_too_many_items,
				"a series has at most 2000 periods");
			return;
		}
		last = entries[i].number;
		series->points[series->count++] = entries[i].point;
		if (last >= 0)
			own->changed[own->changed_count++] = entries[i];
	}
}

static void judge_figures(struct request *request)
{
	struct registering *own = request->own;
	struct series_case *series = &own->series;
	int stood = series->count, count = stood + own->figure_count;
	struct entry *entries = arena_take_array(&request->arena, (size_t)count + 1, sizeof *entries);

	for (int i = 0; i < stood; i++)
		entries[i] = (struct entry){ series->points[i], -1 };
	for (int i = 0; i < own->figure_count; i++)
		entries[stood + i] = (struct entry){ { own->figures[i].period_from, own->figures[i].period_to,
			own->figures[i].numerator, own->figures[i].denominator }, i };
	own->changed = arena_take_array(&request->arena, (size_t)own->figure_count + 1, sizeof *own->changed);
	qsort(entries, (size_t)count, sizeof *entries, entry_compare);
	merge(request, entries, count);
}

static int note_compare(const void *one, const void *other)
{
	const struct series_note *a = one, *b = other;

	return a->date != b->date ? (a->date < b->date ? -1 : 1) : strcmp(a->text, b->text);
}

static void judge_notes(struct request *request)
{
	struct registering *own = request->own;
	struct series_case *series = &own->series;

	for (int i = 0; i < own->note_count; i++) {
		bool known = false;

		for (int n = 0; n < series->note_count; n++)
			known |= note_compare(&series->notes[n], &own->notes[i]) == 0;
		if (own->notes[i].date > request->today)
			mistakes_add(&request->mistakes, arena_format(&request->arena, "/notes/%d/date", i),
				REFUSAL_in_the_future, NULL);
		if (known)
			continue;
		if (series->note_count == SERIES_NOTES) {
			mistakes_add(&request->mistakes, "/notes", REFUSAL_too_many_items, "a series has at most 20 notes");
			break;
		}
		series->notes[series->note_count++] = own->notes[i];
	}
	qsort(series->notes, (size_t)series->note_count, sizeof *series->notes, note_compare);
}

/* The head of the log is locked before the figures are read: two imports never pass each other. */
static struct registering *begin(struct request *request, const char *enterprise, const char *pointer)
{
	struct registering *own = arena_take(&request->arena, sizeof *own);

	request->own = own;
	own->head = batch_put(request->batch, SQL_log_head_lock, NULL, NULL, NULL);
	series_ask(request, &own->series, enterprise, pointer);
	return own;
}

static void register_load(struct request *request)
{
	const struct series *body = request->body;
	struct registering *own = begin(request, body->enterprise, "/enterprise");

	own->figures = body->points.item;
	own->figure_count = body->points.count;
	own->notes = body->notes.item;
	own->note_count = body->notes.count;
	own->correct = body->correct;
}

static int register_find(struct request *request)
{
	return series_take(request, &((struct registering *)request->own)->series);
}

static int register_decide(struct request *request)
{
	struct registering *own = request->own;

	if (own->figure_count == 0 && own->note_count == 0)
		mistakes_add(&request->mistakes, "/points", REFUSAL_missing, "points, or notes");
	buffer_init(&own->old);
	if (series_has_enterprise(request, &own->series)) {
		judge_figures(request);
		judge_notes(request);
	}
	series_judge_phases(request, &own->series);
	own->corrected = arena_text(&request->arena, own->old.length > 0 ? own->old.data : "");
	buffer_release(&own->old);
	return request->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

enum column { PERIODS_FROM, PERIODS_TO, NUMERATORS, DENOMINATORS };

static const char *list_of(struct request *request, enum column column)
{
	const struct registering *own = request->own;
	struct buffer list;
	const char *text;

	buffer_init(&list);
	for (int i = 0; i < own->changed_count; i++) {
		const struct series_point *point = &own->changed[i].point;
		char day[DAY_TEXT];

		buffer_add_char(&list, i == 0 ? '{' : ',');
		if (column <= PERIODS_TO)
			buffer_add_text(&list, day_format(column == PERIODS_FROM ? point->from : point->to, day));
		else
			buffer_add_integer(&list, column == NUMERATORS ? point->numerator : point->denominator);
	}
	buffer_add_char(&list, '}');
	text = arena_text(&request->arena, list.data);
	buffer_release(&list);
	return text;
}

/* Not the figures themselves: their count and the digest of what came, and those that are no more. */
static const char *told_data(struct request *request)
{
	const struct registering *own = request->own;

	return json_canonical(arena_format(&request->arena, "{\"asked\":{\"enterprise\":\"%s\",\"points\":%d,"
		"\"notes\":%d,\"correct\":%s,\"sha256\":\"%s\"},\"corrected\":[%s]}", own->series.enterprise.id,
		own->figure_count, own->note_count, own->correct ? "true" : "false", request->body_hash,
		own->corrected), &request->arena);
}

static void register_write(struct request *request)
{
	const struct registering *own = request->own;
	const struct series_case *series = &own->series;
	const struct told told = { .subject_kind = "measure_point", .subject = series->measure_point.id,
		.event = "series_registered", .data = told_data(request), .occurred_on = request->today };
	const struct with with[] = { { "measure_point", series->measure_point.id },
		{ "enterprise", series->enterprise.id }, { "periods_from", list_of(request, PERIODS_FROM) },
		{ "periods_to", list_of(request, PERIODS_TO) }, { "numerators", list_of(request, NUMERATORS) },
		{ "denominators", list_of(request, DENOMINATORS) }, { NULL, NULL } };
	const char *hash;

	if (own->changed_count > 0)
		batch_put(request->batch, SQL_own_figure_put, NULL, NULL, with);
	for (int i = 0; i < own->note_count; i++)
		batch_put(request->batch, SQL_own_note_add, &series_note_message, &own->notes[i], with);
	hash = event_put(request, &told, 0, NULL, batch_text(request->batch, own->head, 0, "log_hash"));
	batch_put(request->batch, SQL_log_head_put, NULL, NULL,
		(const struct with[]){ { "log_hash", hash }, { NULL, NULL } });
}

static int register_reply(struct request *request)
{
	const struct series_case *series = &((struct registering *)request->own)->series;

	request->answer.location = arena_format(&request->arena, "/v1/measure-points/%s/series?enterprise=%s",
		series->measure_point.id, series->enterprise.id);
	series_show(request, series);
	return 0;
}

const struct operation op_series_register = { .name = "series_register", .method = HTTP_POST,
	.path = "/v1/measure-points/{id}/series", .about = "Register an enterprise's own figures, and what was changed when",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_REGISTER_SERIES, .status = 201, .body = &series_message,
	.use = USE_CREATE, .answer = &series_detail_message, .load = register_load, .find = register_find,
	.decide = register_decide, .write = register_write, .reply = register_reply };

static void table_load(struct request *request)
{
	const struct series_file_query *query = request->query;
	struct registering *own = begin(request, query->enterprise, "enterprise");
	struct series_file *file = arena_take(&request->arena, sizeof *file);

	own->correct = query->correct;
	series_file_begin(file, query->every == TERM_NONE ? SERIES_BY_MONTH : (enum series_unit)query->every,
		SERIES_POINTS, &request->arena);
	if (series_file_feed(file, request->bytes, request->byte_count))
		series_file_end(file);
	own->figures = file->figures;
	own->lines = file->lines;
	own->figure_count = file->count;
	if (file->csv.wrong != NULL)
		mistakes_add(&request->mistakes, arena_format(&request->arena, "/lines/%lld", (long long)file->csv.line),
			REFUSAL_wrong_type, arena_format(&request->arena, "line %lld: %s", (long long)file->csv.line,
			file->csv.wrong));
}

static int table_decide(struct request *request)
{
	return request->mistakes.count > 0 ? REFUSAL_invalid : register_decide(request);
}

const struct operation op_series_import = { .name = "series_import", .method = HTTP_POST,
	.path = "/v1/measure-points/{id}/series.csv", .about = "Register an enterprise's own figures from a table",
	.is = OP_WRITE | OP_KEYED | OP_BYTES | OP_NO_STORE, .may = MAY_REGISTER_SERIES, .status = 201,
	.query = &series_file_query_message, .takes = "text/csv", .most = 8 << 20, .answer = &series_detail_message,
	.load = table_load, .find = register_find, .decide = table_decide, .write = register_write,
	.reply = register_reply };
