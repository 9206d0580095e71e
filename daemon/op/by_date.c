/* by_date - "2026-09-14_<id>": a cursor by a date. */
#include "op/by_date.h"

#include <string.h>

#include "base/day.h"
#include "base/id.h"
#include "proto/query.h"

bool by_date_read(struct request *request, const char *cursor, struct by_date *ret_after)
{
	int32_t day;

	*ret_after = (struct by_date){ NULL, NULL };
	if (cursor == NULL)
		return true;
	if (strlen(cursor) != DAY_TEXT - 1 + ID_SIZE || cursor[DAY_TEXT - 1] != '_' || !id_valid(cursor + DAY_TEXT))
		return false;
	ret_after->key = arena_text_n(&request->arena, cursor, DAY_TEXT - 1);
	ret_after->id = cursor + DAY_TEXT;
	return day_parse(ret_after->key, &day);
}

void by_date_end(struct request *request, const char *sign, int place, int row, const char *key, int told)
{
	const struct page_query *query = request->query;
	struct buffer *body = &request->answer.body;

	if (row < 0)
		buffer_add_text(body, "],\"next\":null");
	else
		buffer_format(body, "],\"next\":\"%s%s_%s\"", sign, batch_text(request->batch, place, row, key),
			batch_text(request->batch, place, row, "id"));
	if (query->page.count && query->page.after == NULL && row < 0)
		buffer_format(body, ",\"count\":%d", told);
	buffer_add_char(body, '}');
}
