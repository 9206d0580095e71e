/* due - what the clock has to do, of all tenants. */
#include "op/due.h"

#include <stdio.h>
#include <string.h>

#include "op/casework.h"

void due_load(struct request *request, enum statement statement)
{
	static const struct due_row before = { ID_ZERO, ID_ZERO, "-infinity" };
	const struct due_row *after = request->query != NULL ? request->query : &before;
	char most[12];

	snprintf(most, sizeof most, "%d", DUE_PAGE);
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, statement, NULL, NULL, (const struct with[]){ { "most", most },
		{ "after", after->due }, { "after_authority", after->authority }, { "after_id", after->id }, { NULL, NULL } });
}

int due_reply(struct request *request)
{
	struct due *due = arena_take(&request->arena, sizeof *due);
	int place = *(int *)request->more;

	due->count = batch_rows(request->batch, place);
	due->row = arena_take_array(&request->arena, (size_t)due->count, sizeof *due->row);
	for (int i = 0; i < due->count; i++) {
		memcpy(due->row[i].authority, batch_text(request->batch, place, i, "authority"), ID_SIZE);
		memcpy(due->row[i].id, batch_text(request->batch, place, i, "id"), ID_SIZE);
		snprintf(due->row[i].due, DUE_TEXT, "%s", batch_text(request->batch, place, i, "due"));
	}
	request->own = due;
	return 0;
}

void due_ask(struct request *request, enum statement lock)
{
	snprintf(request->caller.authority, ID_SIZE, "%s", request->path[1]);
	batch_set(request->batch, "authority", request->caller.authority);
	batch_put(request->batch, SQL_authority_work, NULL, NULL, NULL);
	casework_ask(request, lock);
}
