/* import - the array parted, what came before found, its records taken in one by one. */
#include "op/import.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "op/event.h"
#include "op/operations.h"
#include "proto/canonical.h"
#include "proto/messages.h"

struct note {
	int index;
	const char *code, *detail;
};

/* request.more of the whole. */
struct import {
	struct request *whole;
	struct item *items;             /* those that can come in, in the order they were sent */
	int item_count, next;
	struct item **by_key;
	struct note *refused, *warnings;
	int refused_count, warning_count;
	int64_t imported, known;
	bool dry, opened, answered;     /* answered: the key has its answer already */
	int place_known, place_standing;
};

static const struct importing *importing_of(const struct import *import)
{
	return import->whole->op->of;
}

static void note_add(struct import *import, struct note **notes, int *count, struct note note)
{
	*(struct note *)arena_push(&import->whole->arena, (void **)notes, count, sizeof note) = note;
}

/* At most so many bytes, and no half letter. */
static const char *cut(struct arena *arena, const char *text, size_t most)
{
	size_t length = strlen(text);

	if (length <= most)
		return text;
	while (most > 0 && ((unsigned char)text[most] & 0xc0) == 0x80)
		most--;
	return arena_text_n(arena, text, most);
}

static void refuse(struct import *import, int index, int refusal, const char *pointer,
	const char *detail, int more)
{
	struct arena *arena = &import->whole->arena;
	const char *text = refusal_text((enum refusal)refusal, import->whole->language);

	if (detail != NULL)
		text = arena_format(arena, "%s (%s)", text, cut(arena, detail, 200));
	if (pointer[0] != '\0')
		text = arena_format(arena, "%s: %s", cut(arena, pointer, 200), text);
	if (more > 0)
		text = arena_format(arena, "%s (+%d)", text, more);
	note_add(import, &import->refused, &import->refused_count,
		(struct note){ index, refusal_code((enum refusal)refusal), text });
}

/* message_decode_array hands each record over. */
static void take_record(void *self, int index, const void *record, const struct mistakes *mistakes)
{
	struct import *import = self;
	const struct importing *importing = importing_of(import);
	struct mistakes all = *mistakes;
	const char *pointer = "";
	int refusal = 0;

	message_judge_dates(import->whole->op->body, record, import->whole->today + DATES_AHEAD, &import->whole->arena, &all);
	if (all.count > 0) {
		refuse(import, index, all.item[0].refusal, all.item[0].pointer, all.item[0].detail, all.count - 1);
		return;
	}
	if (importing->judge != NULL)
		refusal = importing->judge(import->whole, record, &pointer);
	if (refusal != 0) {
		refuse(import, index, refusal, pointer, NULL, 0);
		return;
	}
	*(struct item *)arena_push(&import->whole->arena, (void **)&import->items, &import->item_count,
		sizeof(struct item)) = (struct item){ .index = index, .record = record,
		.key = importing->key(import->whole, record) };
}

static int key_compare(const void *a, const void *b)
{
	const struct item *first = *(struct item *const *)a, *second = *(struct item *const *)b;
	int order = strcmp(first->key, second->key);

	return order != 0 ? order : first->index - second->index;
}

/* In the order of their keys; of those with the same key the first comes in. */
static void sort_keys(struct import *import)
{
	int count = import->item_count;

	import->by_key = arena_take_array(&import->whole->arena, (size_t)count + 1,
		sizeof *import->by_key);
	for (int i = 0; i < count; i++)
		import->by_key[i] = &import->items[i];
	qsort(import->by_key, (size_t)count, sizeof *import->by_key, key_compare);
	for (int i = 1; i < count; i++)
		import->by_key[i]->known = strcmp(import->by_key[i]->key, import->by_key[i - 1]->key) == 0;
}

/* The opening: whether the key has its answer, and which records came before. */
static const char *keys_array(struct import *import)
{
	struct buffer text;
	const char *copy;

	buffer_init(&text);
	for (int i = 0; i < import->item_count; i++)
		buffer_format(&text, "%c%s", i == 0 ? '{' : ',', import->items[i].key);
	buffer_add_text(&text, import->item_count == 0 ? "{}" : "}");
	copy = arena_text(&import->whole->arena, text.data);
	buffer_release(&text);
	return copy;
}

static void open_load(struct request *request)
{
	struct import *import = request->more;
	const struct request *whole = import->whole;

	import->place_known = -1;
	if (importing_of(import)->asks_known)
		import->place_known = batch_put(request->batch, importing_of(import)->known, NULL, NULL,
			(const struct with[]){ { "source_keys", keys_array(import) }, { NULL, NULL } });
	import->place_standing = chain_ask_standing(request, whole);
}

static void mark_known(struct import *import, const char *key)
{
	struct item wanted = { .index = -1, .key = key };
	int low = 0, high = import->item_count;

	while (low < high) {
		int middle = low + (high - low) / 2;
		const struct item *at = &wanted;

		if (key_compare(&import->by_key[middle], &at) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < import->item_count && strcmp(import->by_key[low]->key, key) == 0)
		import->by_key[low]->known = true;
}

static int open_find(struct request *request)
{
	struct import *import = request->more;
	int refusal = chain_judge_standing(request, import->place_standing, &import->answered);

	if (refusal != 0)
		return refusal;
	if (import->place_known >= 0)
		for (int row = 0; row < batch_rows(request->batch, import->place_known); row++)
			mark_known(import, batch_text(request->batch, import->place_known, row, "source_key"));
	return 0;
}

static const struct operation opening = { .name = "import_open", .method = HTTP_POST,
	.may = MAY_IMPORT, .status = 200, .load = open_load, .find = open_find };

static bool import_next(struct request *whole, struct request *link)
{
	struct import *import = whole->more;

	if (!import->opened) {
		link->op = &opening;
		link->more = import;
		return true;
	}
	if (import->answered)
		return false;
	for (; import->next < import->item_count && import->items[import->next].known; import->next++)
		import->known++;
	if (import->next == import->item_count)
		return false;
	link->op = import->dry ? importing_of(import)->dry : importing_of(import)->link;
	link->more = &import->items[import->next];
	return true;
}

static void import_ended(struct request *whole, struct request *link)
{
	struct import *import = whole->more;
	const struct item *item = link->more;

	if (!import->opened) {
		import->opened = true;
		return;
	}
	import->next++;
	if (item->known) {
		import->known++;
		return;
	}
	import->imported++;
	for (int warning = 0; warning < WARNINGS; warning++)
		if (item->warnings >> warning & 1)
			note_add(import, &import->warnings, &import->warning_count, (struct note){ item->index,
				warning_code((enum warning)warning), warning_text((enum warning)warning, whole->language) });
	for (int guard = 0; guard < GUARDS; guard++)
		if (item->guards >> guard & 1)
			note_add(import, &import->warnings, &import->warning_count, (struct note){ item->index,
				guard_code((enum guard)guard), guard_text((enum guard)guard, whole->language) });
}

void import_start(struct engine *engine, struct request *whole)
{
	static const struct chain chain = { .next = import_next, .ended = import_ended };
	struct import *import = arena_take(&whole->arena, sizeof *import);

	whole->more = import;
	import->whole = whole;
	import->dry = whole->query != NULL && ((const struct import_query *)whole->query)->dry_run;
	whole->refusal = message_decode_array(whole->op->body, whole->bytes, whole->byte_count,
		IMPORT_MOST, &whole->arena, take_record, import, &whole->mistakes);
	if (whole->refusal != 0) {
		whole->done(whole);
		return;
	}
	sort_keys(import);
	chain_start(engine, whole, &chain);
}

static void write_notes(struct buffer *body, const char *name, const struct note *notes, int count)
{
	buffer_format(body, ",\"%s\":[", name);
	for (int i = 0; i < count; i++) {
		buffer_format(body, "%s{\"index\":%d,\"code\":\"%s\",\"detail\":", i > 0 ? "," : "",
			notes[i].index, notes[i].code);
		buffer_add_json_text(body, notes[i].detail);
		buffer_add_char(body, '}');
	}
	buffer_add_char(body, ']');
}

int import_reply(struct request *whole)
{
	const struct import *import = whole->more;
	struct buffer *body = &whole->answer.body;

	buffer_format(body, "{\"imported\":%lld,\"known\":%lld", (long long)import->imported,
		(long long)import->known);
	write_notes(body, "refused", import->refused, import->refused_count);
	write_notes(body, "warnings", import->warnings, import->warning_count);
	buffer_add_char(body, '}');
	return 0;
}

void import_tell(struct request *request, const struct made *made, int count, int n,
	const char *head)
{
	for (int i = 0; i < count; i++) {
		struct buffer data;
		struct told told = { .subject_kind = made[i].noun, .subject = made[i].id, .event = "made",
			.occurred_on = request->today };

		buffer_init(&data);
		buffer_add_text(&data, "{\"asked\":null,\"imported\":");
		buffer_add_json_text(&data, made[i].name);
		buffer_add_char(&data, '}');
		told.data = json_canonical(data.data, &request->arena);
		buffer_release(&data);
		head = event_put(request, &told, n + i, NULL, head);
	}
	if (count > 0)
		batch_put(request->batch, SQL_log_head_put, NULL, NULL,
			(const struct with[]){ { "log_hash", head }, { NULL, NULL } });
}

int import_enterprise_ask(struct request *request, const char *org_number,
	const char *municipality_number,
	const char *name)
{
	return batch_put(request->batch, SQL_import_enterprise, NULL, NULL, (const struct with[]){
		{ "org_number", org_number }, { "municipality_number", municipality_number },
		{ "name_key", text_name_key(&request->arena, name) }, { NULL, NULL } });
}
