/* case_file_make - everything of a case into one file, by the clerk. */
#include <string.h>

#include "auth/digest.h"
#include "letter/bundle.h"
#include "op/casework.h"
#include "op/document.h"
#include "op/show.h"
#include "proto/messages.h"

#define BYTES_MOST "33554432"           /* of letters and attachments: they are held in memory, a few times over; more is listed only */
#define EVENTS_MOST 100000
#define EVENTS_FETCH "100001"

static void find_load(struct request *request)
{
	due_load(request, SQL_case_file_wanted);
}

const struct operation op_case_file_find = { .name = "case_file_find", .is = OP_OPEN, .load = find_load,
	.reply = due_reply };

struct bundling {
	struct document_made made;
	struct casework *work;
	int lock, parts, events, log;
	const char *sha256, *left_out;          /* an array of PostgreSQL's */
};

static void make_load(struct request *request)
{
	struct bundling *bundling = arena_take(&request->arena, sizeof *bundling);
	const struct with page[] = { { "fetch", EVENTS_FETCH }, { "after", NULL }, { "most", BYTES_MOST },
		{ NULL, NULL } };

	documents_enter(request);
	bundling->work = casework_ask(request, SQL_case_file_lock);
	bundling->lock = bundling->work->lock_place;
	bundling->parts = batch_put_for_bytes(request->batch, SQL_case_file_part, page);
	bundling->events = batch_put(request->batch, SQL_case_file_event, NULL, NULL, page);
	bundling->log = batch_put(request->batch, SQL_event_list, NULL, NULL, page);
	request->own = bundling;
}

static int make_find(struct request *request)
{
	struct bundling *bundling = request->own;

	if (batch_rows(request->batch, bundling->lock) == 0)
		return REFUSAL_not_found;
	return casework_take(bundling->work);
}

static const char *text(struct request *request, int place, int row, const char *column)
{
	return batch_text(request->batch, place, row, column);
}

static enum bundle_kind kind_of(const char *word)
{
	return strcmp(word, "letter") == 0 ? BUNDLE_LETTER : strcmp(word, "incoming") == 0 ? BUNDLE_INCOMING : BUNDLE_ATTACHMENT;
}

static void take_parts(struct request *request, int place, struct bundle *bundle)
{
	bundle->part_count = batch_rows(request->batch, place);
	bundle->parts = arena_take_array(&request->arena, (size_t)bundle->part_count, sizeof *bundle->parts);
	for (int i = 0; i < bundle->part_count; i++) {
		struct bundle_part *part = &bundle->parts[i];

		*part = (struct bundle_part){ .kind = kind_of(text(request, place, i, "kind")), .id = text(request, place, i, "id"),
			.exempt = text(request, place, i, "exempt"), .name = text(request, place, i, "name"), .about = text(request, place, i, "about"),
			.media_type = text(request, place, i, "media_type"), .sha256 = text(request, place, i, "sha256"),
			.why = text(request, place, i, "why") };
		must(day_parse(text(request, place, i, "day"), &part->day));
		part->bytes = batch_bytes(request->batch, place, i, "content", &part->length);
		if (part->bytes == NULL && part->why == NULL)
			part->why = "too large";
	}
}

/* "{id,id}": what is listed but not there. */
static const char *left_out(const struct bundle *bundle, struct arena *arena)
{
	struct buffer ids;
	const char *copy;

	buffer_init(&ids);
	for (int i = 0; i < bundle->part_count; i++)
		if (bundle->parts[i].kind == BUNDLE_ATTACHMENT && bundle->parts[i].bytes == NULL)
			buffer_format(&ids, "%c%s", ids.length == 0 ? '{' : ',', bundle->parts[i].id);
	buffer_add_text(&ids, ids.length == 0 ? "{}" : "}");
	copy = arena_text(arena, ids.data);
	buffer_release(&ids);
	return copy;
}

static void take_events(struct request *request, int place, struct bundle *bundle)
{
	struct bundle_event *events;

	bundle->event_count = batch_rows(request->batch, place);
	bundle->events = events = arena_take_array(&request->arena, (size_t)bundle->event_count, sizeof *events);
	for (int i = 0; i < bundle->event_count; i++)
		events[i] = (struct bundle_event){ .at = text(request, place, i, "at"), .event = text(request, place, i, "event"),
			.subject_kind = text(request, place, i, "subject_kind"), .from = text(request, place, i, "from"),
			.to = text(request, place, i, "to"), .account = text(request, place, i, "account"),
			.data = text(request, place, i, "data") };
}

static const char *log_json(struct request *request, int place)
{
	struct buffer json;
	const char *copy;

	buffer_init(&json);
	buffer_add_char(&json, '[');
	for (int i = 0; i < batch_rows(request->batch, place); i++) {
		bool first = true;

		buffer_add_text(&json, i == 0 ? "\n{" : ",\n{");
		batch_write_members(request->batch, place, i, &event_message, USE_SHOWN, &json, &first);
		buffer_add_char(&json, '}');
	}
	buffer_add_text(&json, "\n]\n");
	copy = arena_text(&request->arena, json.data);
	buffer_release(&json);
	return copy;
}

static const char *case_json(struct request *request, struct casework *work)
{
	struct buffer json;
	const char *copy;

	buffer_init(&json);
	show_audit(work, &json);
	copy = arena_text(&request->arena, json.data);
	buffer_release(&json);
	return copy;
}

static int make_decide(struct request *request)
{
	struct bundling *bundling = request->own;
	const struct casework *work = bundling->work;
	struct buffer *file = &request->answer.body;    /* lives as long as the request does */
	struct bundle bundle = { .language = (enum language)term_find(&languages, text(request, bundling->lock, 0, "language")),
		.sender = text(request, bundling->lock, 0, "sender"), .case_number = work->audit.case_number,
		.enterprise = work->enterprise.name, .theme = work->audit.theme, .day = request->today, .made_at = request->now };
	char sha256[DIGEST_HEX];

	request->language = bundle.language;
	bundling->made.case_number = work->audit.case_number;
	bundling->left_out = "{}";
	if (batch_rows(request->batch, bundling->events) > EVENTS_MOST) {
		bundling->made.reason = "more than 100000 events";
		return 0;
	}
	take_parts(request, bundling->parts, &bundle);
	take_events(request, bundling->events, &bundle);
	bundle.log_json = log_json(request, bundling->log);
	bundle.case_json = case_json(request, bundling->work);
	bundle_write(&bundle, &request->arena, file);
	digest_hex(file->data, file->length, sha256);
	bundling->sha256 = arena_text(&request->arena, sha256);
	bundling->left_out = left_out(&bundle, &request->arena);
	return 0;
}

static void make_write(struct request *request)
{
	const struct bundling *bundling = request->own;

	documents_put(request, SQL_case_file_put, bundling->sha256, bundling->made.reason,
		(struct with){ "left_out", bundling->left_out });
}

const struct operation op_case_file_make = { .name = "case_file_make", .is = OP_OPEN | OP_WRITE, .load = make_load,
	.find = make_find, .decide = make_decide, .write = make_write };
