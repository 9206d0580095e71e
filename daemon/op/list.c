/* list - pages of a collection by keyset: stable under writes, no offsets. */
#include "op/list.h"

#include <stdio.h>
#include <string.h>

#include "base/sum.h"

#define PAGE_DEFAULT 50

struct page {
	int rows, count;                /* places in the batch */
	int64_t limit;
	char filter[SUM_HEX];              /* digest of the filters and the sort: a cursor goes with them */
	const struct list_sort *sort;
	const char *after_key, *after_id;       /* of the row before this page, or NULL */
};

static const struct list *list_of(const struct request *request)
{
	return request->op->of;
}

static const void *query_member(const struct request *request, const char *name, enum field_type type)
{
	const struct field *field = message_field(request->op->query, name);

	return field == NULL || field->type != type ? NULL : (const char *)request->query + field->offset;
}

static const char *query_text(const struct request *request, const char *name)
{
	const char *const *text = query_member(request, name, FIELD_TEXT);

	return text == NULL ? NULL : *text;
}

/* No secret, only "the same filters as before". */
static void filter_digest(struct request *request, char ret_hex[SUM_HEX])
{
	static const char *const besides[] = { "after", "limit", "count" };
	const struct message *query = request->op->query;
	uint64_t sum = 0;

	for (int i = 0; i < query->count; i++) {
		const char *text = field_to_sql(&query->field[i], request->query, &request->arena);
		bool beside = false;

		for (size_t b = 0; b < sizeof besides / sizeof besides[0]; b++)
			beside |= strcmp(query->field[i].name, besides[b]) == 0;
		if (!beside)                    /* an empty text is another than none */
			sum = sum_add(sum, text == NULL ? "" : text, text == NULL ? 0 : strlen(text) + 1);
	}
	sum_hex(sum, ret_hex);
}

static bool digits(const char *text, size_t most)
{
	size_t length = strlen(text);

	return length > 0 && length <= most && strspn(text, "0123456789") == length;
}

/* A cursor that somebody altered must not reach the database as a date that is none. */
static bool key_fits(enum list_key kind, const char *key)
{
	const char *slash = strchr(key, '/');
	char form[INSTANT_TEXT + 8];
	int64_t instant;
	int32_t day;

	switch (kind) {
	case LIST_BY_DATE:
		return strcmp(key, "infinity") == 0 || day_parse(key, &day);
	case LIST_BY_CASE_NUMBER:
		return slash == key + 4 && digits(slash + 1, 9) && strspn(key, "0123456789") == 4;
	case LIST_BY_INSTANT:
		/* the offset too: the database takes fewer than we read */
		if (strlen(key) < 22 || strlen(key) >= INSTANT_TEXT + 4 || key[10] != ' '
		    || strcmp(key + strlen(key) - 3, "+00") != 0)
			return false;
		snprintf(form, sizeof form, "%.10sT%s:00", key, key + 11);
		return instant_parse(form, &instant);
	default:
		return id_valid(key);
	}
}

/* "<filters>-<id>-<key in hexadecimal>"; whatever else came is no cursor of ours. */
static bool cursor_read(struct request *request, const char *cursor, struct page *page)
{
	size_t length = strlen(cursor);
	char *key;

	if (page->sort->key == LIST_FEED) {
		page->after_key = cursor;
		return digits(cursor, 18);
	}
	if (length < 56 || length > 256 || length % 2 != 0 || strncmp(cursor, page->filter, 16) != 0
	    || cursor[16] != '-' || cursor[53] != '-'
	    || strspn(cursor + 54, "0123456789abcdef") != length - 54)
		return false;
	page->after_id = arena_text_n(&request->arena, cursor + 17, ID_SIZE - 1);
	page->after_key = key = arena_take(&request->arena, (length - 54) / 2 + 1);
	for (size_t i = 0; i < (length - 54) / 2; i++) {
		unsigned byte = 0;

		sscanf(cursor + 54 + 2 * i, "%2x", &byte);
		key[i] = (char)byte;
	}
	return id_valid(page->after_id) && key_fits(page->sort->key, key);
}

static void cursor_write(struct request *request, const struct page *page, int row)
{
	struct buffer *body = &request->answer.body;
	const char *id = batch_text(request->batch, page->rows, row, "id");

	if (page->sort->key == LIST_FEED) {
		buffer_format(body, "\"%s\"", id);
		return;
	}
	buffer_format(body, "\"%s-%s-", page->filter, id);
	for (const char *key = batch_text(request->batch, page->rows, row, "cursor_key"); *key != '\0'; key++)
		buffer_format(body, "%02x", (unsigned char)*key);
	buffer_add_char(body, '"');
}

/* The sorts stand in the order of the query's terms; the first is the default. */
static const struct list_sort *sort_find(const struct request *request)
{
	const int *sort = query_member(request, "sort", FIELD_TERM);

	return &list_of(request)->sorts[sort == NULL || *sort == TERM_NONE ? 0 : *sort];
}

void list_load(struct request *request)
{
	struct page *page = arena_take(&request->arena, sizeof *page);
	const int64_t *limit = query_member(request, "limit", FIELD_INTEGER);
	const bool *count = query_member(request, "count", FIELD_BOOLEAN);
	const char *cursor = query_text(request, "after");
	char fetch[24];

	request->own = page;
	page->rows = page->count = -1;
	page->sort = sort_find(request);
	page->limit = limit == NULL || *limit == INTEGER_NONE ? PAGE_DEFAULT : *limit;
	filter_digest(request, page->filter);
	if (cursor != NULL && !cursor_read(request, cursor, page)) {
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
		return;
	}
	snprintf(fetch, sizeof fetch, "%lld", (long long)page->limit + 1);
	page->rows = batch_put(request->batch, page->sort->statement, request->op->query, request->query,
		(const struct with[]){ { "after_key", page->after_key }, { "after_id", page->after_id },
			{ "after", page->after_key }, { "fetch", fetch }, { NULL, NULL } });
	if (count != NULL && *count)
		page->count = batch_put(request->batch, list_of(request)->count, request->op->query, request->query, NULL);
}

/* What the rows are of: an answer that adds members has its noun's table below it. */
static const struct message *item_of(const struct request *request)
{
	const struct message *message = request->op->answer;

	if (list_of(request)->shown != NULL)
		return list_of(request)->shown(request);
	while (message->also != NULL)
		message = message->also;
	return message;
}

static void write_row(struct request *request, const struct page *page, int row)
{
	struct buffer *body = &request->answer.body;
	bool first = true;

	if (row > 0)
		buffer_add_char(body, ',');
	buffer_add_char(body, '{');
	batch_write_members(request->batch, page->rows, row, item_of(request), list_of(request)->use, body, &first);
	for (const char *const *beside = list_of(request)->besides; beside != NULL && *beside != NULL; beside++) {
		buffer_format(body, ",\"%s\":", *beside);
		buffer_add_json_text(body, batch_text(request->batch, page->rows, row, *beside));
	}
	if (list_of(request)->members != NULL)
		list_of(request)->members(request, page->rows, row, &first);
	buffer_add_char(body, '}');
}

int list_reply(struct request *request)
{
	struct page *page = request->own;
	struct buffer *body = &request->answer.body;
	int rows = batch_rows(request->batch, page->rows), shown;

	if (request->mistakes.count > 0)
		return request->mistakes.item[0].refusal == REFUSAL_cursor_invalid ? REFUSAL_cursor_invalid : REFUSAL_invalid;
	shown = rows > page->limit ? (int)page->limit : rows;
	buffer_add_text(body, "{\"items\":[");
	for (int row = 0; row < shown; row++)
		write_row(request, page, row);
	buffer_add_text(body, "],\"next\":");
	if (rows > shown)
		cursor_write(request, page, shown - 1);
	else
		buffer_add_text(body, "null");
	if (page->count >= 0)
		buffer_format(body, ",\"count\":%s", batch_text(request->batch, page->count, 0, "count"));
	buffer_add_char(body, '}');
	return 0;
}
