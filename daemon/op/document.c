/* document - a letter exactly as it was dispatched. */
#include <string.h>

#include "op/operations.h"

static void see_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put_for_bytes(request->batch, SQL_document_content,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static const char *seen(const struct request *request, const char *column)
{
	return batch_text(request->batch, *(int *)request->more, 0, column);
}

/* A letter that is not dispatched has none. */
static int see_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 && seen(request, "wanted") != NULL
		? 0 : REFUSAL_not_found;
}

/* "2026-17 closure.pdf" */
static const char *name_of(struct request *request)
{
	char *name = arena_format(&request->arena, "%s %s.pdf", seen(request, "case_number"), seen(request, "kind"));

	for (char *c = name; *c != '\0'; c++)
		if (*c == '/')
			*c = '-';
	return name;
}

static int see_reply(struct request *request)
{
	size_t length;
	const void *content = batch_bytes(request->batch, *(int *)request->more, 0, "content", &length);

	if (seen(request, "sha256") == NULL)
		return seen(request, "reason") != NULL ? REFUSAL_document_failed : REFUSAL_document_not_made;
	buffer_add(&request->answer.body, content, length);
	request->answer.content_type = "application/pdf";
	request->answer.filename = name_of(request);
	request->answer.etag = arena_format(&request->arena, "\"1.%s\"", seen(request, "sha256"));
	return 0;
}

const struct operation op_letter_document = { .name = "letter_document", .method = HTTP_GET,
	.path = "/v1/letters/{id}/document", .about = "The letter as PDF, exactly as dispatched; its ETag is 1 and its SHA-256",
	.is = OP_NO_STORE, .media = "application/pdf", .may = MAY_READ, .status = 200, .load = see_load, .find = see_find,
	.reply = see_reply };
