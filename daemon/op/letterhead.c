/* letterhead - the logo on letters: an admin adds one, which holds for what is dispatched from then on. */
#include <stdio.h>
#include <string.h>

#include "letter/logo.h"
#include "op/collection.h"
#include "op/list.h"
#include "op/operations.h"
#include "op/registry.h"
#include "proto/messages.h"

struct taken { int place; struct logo logo; };

static void ask_picture(struct request *request, const void *body)
{
	const struct letterhead *letterhead = body;
	struct taken *taken = request->more = arena_take(&request->arena, sizeof *taken);
	char most[12];

	snprintf(most, sizeof most, "%d", LOGO_BYTES_MAX);
	if (letterhead->attachment[0] != '\0')
		taken->place = batch_put_for_bytes(request->batch, SQL_letterhead_picture, (const struct with[]){
			{ "id", letterhead->attachment }, { "most", most }, { NULL, NULL } });
}

/* Is there a picture that letters can show? */
static const char *judge_picture(struct request *request, struct letterhead *letterhead)
{
	struct taken *taken = request->more;
	size_t length;
	const void *png = batch_bytes(request->batch, taken->place, 0, "content", &length);
	const char *why;

	if (png == NULL)
		return "more than 256 KiB";
	if (!logo_read(png, length, &request->arena, &taken->logo, &why))
		return arena_format(&request->arena, "a PNG that can be read is needed: %s", why);
	letterhead->width = taken->logo.width;
	letterhead->height = taken->logo.height;
	return NULL;
}

static int judge(struct request *request, void *object)
{
	struct letterhead *letterhead = object;
	const struct taken *taken = request->more;
	const char *why;

	memcpy(letterhead->added_by, request->caller.account, ID_SIZE);
	letterhead->added_at = request->now;
	if (letterhead->attachment[0] == '\0')
		return 0;
	if (batch_rows(request->batch, taken->place) == 0)
		mistakes_add(&request->mistakes, "/attachment", REFUSAL_unknown_reference, NULL);
	else if ((why = judge_picture(request, letterhead)) != NULL)
		mistakes_add(&request->mistakes, "/attachment", REFUSAL_not_a_logo, why);
	return request->mistakes.count > 0 ? REFUSAL_invalid : 0;
}

static void put_row(struct request *request, const void *object)
{
	const struct logo *logo = &((const struct taken *)request->more)->logo;

	batch_put_bytes(request->batch, SQL_letterhead_add, &letterhead_message, object, NULL, "rgb", logo->rgb, logo->length);
}

static const struct registry letterheads = { .noun = "letterhead", .path = "/v1/letterheads",
	.message = &letterhead_message, .ask = ask_picture, .judge = judge, .put_row = put_row };
static const struct list_sort sorts[] = { { SQL_letterhead_list, LIST_BY_ID } };
static const struct list letterheads_list = { .sorts = sorts, .count = SQL_letterhead_count, .use = USE_SHOWN };

COLLECTION_LIST(letterhead, "/v1/letterheads", letterheads_list, MAY_READ);
COLLECTION_MAKE(letterhead, "/v1/letterheads", letterheads, MAY_ADMINISTER);
