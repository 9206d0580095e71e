/* list - pages of a collection by keyset: stable under writes, no offsets. */
#include "op/list.h"

#include <stdio.h>
#include <string.h>

#define PAGE_DEFAULT 50

struct page {
	int rows, count;                /* places in the batch */
	int64_t limit;
	char filter[17];                /* digest of the filters and the sort: a cursor goes with them */
	const struct list_sort *sort;
	const char *key[LIST_KEYS];     /* of the row before this page, or NULL */
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

/* FNV-1a: no secret, only "the same filters as before". */
static void filter_digest(struct request *request, char ret_hex[17])
{
	static const char *const besides[] = { "after", "limit", "count" };
	const struct message *query = request->op->query;
	uint64_t hash = 14695981039346656037u;

	for (int i = 0; i < query->count; i++) {
		const char *text = field_to_sql(&query->field[i], request->query, &request->arena);
		bool beside = false;

		for (size_t b = 0; b < sizeof besides / sizeof besides[0]; b++)
			beside |= strcmp(query->field[i].name, besides[b]) == 0;
		if (beside)
			continue;
		for (const char *at = text == NULL ? "" : text; *at != '\0'; at++)
			hash = (hash ^ (unsigned char)*at) * 1099511628211u;
		hash = (hash ^ (text == NULL ? 0xff : 0xfe)) * 1099511628211u;
	}
	snprintf(ret_hex, 17, "%016llx", (unsigned long long)hash);
}

/* A cursor that somebody altered must not reach the database as a date that is none. */
static bool key_fits(const char *column, const char *key)
{
	int32_t day;
	int64_t instant;
	char form[INSTANT_TEXT + 8];

	if (strcmp(column, "id") == 0)
		return id_valid(key);
	if (strcmp(column, "due") == 0 || strcmp(column, "next_due") == 0)
		return strcmp(key, "infinity") == 0 || day_parse(key, &day);
	if (strcmp(column, "created_at") != 0)
		return strlen(key) <= 18 && strspn(key, "0123456789") == strlen(key);
	if (strlen(key) < 22 || strlen(key) >= INSTANT_TEXT + 4 || key[10] != ' ')
		return false;
	snprintf(form, sizeof form, "%.10sT%s:00", key, key + 11);
	return instant_parse(form, &instant);
}

/* "<filters>-<keys in hexadecimal, 1f between>"; whatever else came is no cursor of ours. */
static bool cursor_read(struct request *request, const char *cursor, struct page *page)
{
	size_t length = strlen(cursor), digits;
	char *text, *save = NULL;

	if (list_of(request)->plain) {
		page->key[0] = cursor;
		return cursor[0] != '\0' && length <= 18 && strspn(cursor, "0123456789") == length;
	}
	if (length < 19 || length > 512 || length % 2 == 0 || strncmp(cursor, page->filter, 16) != 0 || cursor[16] != '-'
	    || strspn(cursor + 17, "0123456789abcdef") != length - 17)
		return false;
	digits = (length - 17) / 2;
	text = arena_take(&request->arena, digits + 1);
	for (size_t i = 0; i < digits; i++) {
		unsigned byte = 0;

		sscanf(cursor + 17 + 2 * i, "%2x", &byte);
		if (byte < 0x1f || byte > 0x7e)
			return false;
		text[i] = (char)byte;
	}
	for (int i = 0; i < LIST_KEYS && page->sort->key[i].column != NULL; i++)
		if ((page->key[i] = strtok_r(i == 0 ? text : NULL, "\x1f", &save)) == NULL || !key_fits(page->sort->key[i].column, page->key[i]))
			return false;
	return strtok_r(NULL, "\x1f", &save) == NULL;
}

static void cursor_write(struct request *request, const struct page *page, int row)
{
	struct buffer *body = &request->answer.body;

	buffer_add_char(body, '"');
	if (!list_of(request)->plain)
		buffer_format(body, "%s-", page->filter);
	for (int i = 0; i < LIST_KEYS && page->sort->key[i].column != NULL; i++) {
		const char *key = batch_text(request->batch, page->rows, row, page->sort->key[i].column);

		if (list_of(request)->plain) {
			buffer_add_text(body, key);
			continue;
		}
		if (i > 0)
			buffer_add_text(body, "1f");
		for (; *key != '\0'; key++)
			buffer_format(body, "%02x", (unsigned char)*key);
	}
	buffer_add_char(body, '"');
}

static const struct list_sort *sort_find(const struct request *request)
{
	const struct list_sort *sort = list_of(request)->sorts;
	const char *name = query_text(request, "sort");

	if (name == NULL)
		return sort;
	while (sort->name != NULL && strcmp(sort->name, name) != 0)
		sort++;
	return sort;
}

void list_load(struct request *request)
{
	struct page *page = arena_take(&request->arena, sizeof *page);
	const int64_t *limit = query_member(request, "limit", FIELD_INTEGER);
	const bool *count = query_member(request, "count", FIELD_BOOLEAN);
	const char *cursor = query_text(request, "after");
	char limit_text[24];

	request->own = page;
	page->rows = page->count = -1;
	page->sort = sort_find(request);
	page->limit = limit == NULL || *limit == INTEGER_NONE ? PAGE_DEFAULT : *limit;
	filter_digest(request, page->filter);
	if (page->sort->name == NULL) {
		mistakes_add(&request->mistakes, "sort", REFUSAL_unknown_term, NULL);
		return;
	}
	if (cursor != NULL && !cursor_read(request, cursor, page)) {
		mistakes_add(&request->mistakes, "after", REFUSAL_cursor_invalid, NULL);
		return;
	}
	snprintf(limit_text, sizeof limit_text, "%lld", (long long)page->limit + 1);
	page->rows = batch_put(request->batch, page->sort->statement, request->op->query, request->query,
		(const struct with[]){ { page->sort->key[0].parameter, page->key[0] },
			{ page->sort->key[1].parameter != NULL ? page->sort->key[1].parameter : "limit",
			  page->sort->key[1].parameter != NULL ? page->key[1] : limit_text },
			{ "limit", limit_text }, { NULL, NULL } });
	if (count != NULL && *count)
		page->count = batch_put(request->batch, list_of(request)->count, request->op->query, request->query, NULL);
}

static void write_row(struct request *request, const struct page *page, int row)
{
	struct buffer *body = &request->answer.body;
	bool first = true;

	if (row > 0)
		buffer_add_char(body, ',');
	buffer_add_char(body, '{');
	batch_write_members(request->batch, page->rows, row, request->op->answer, list_of(request)->use, body, &first);
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
