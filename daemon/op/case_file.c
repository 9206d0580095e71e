/* case_file - a case as one file: asked for, looked at until it is made, and fetched. */
#include <string.h>

#include "op/operations.h"
#include "proto/messages.h"

/* A case that has not changed since has a case file already, made or on its way. */
struct asking_for { int audit, standing; struct case_file *file; bool stands; };

static void ask_load(struct request *request)
{
	struct asking_for *asking = arena_take(&request->arena, sizeof *asking);

	asking->audit = batch_put(request->batch, SQL_audit_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
	asking->standing = batch_put(request->batch, SQL_case_file_standing, NULL, NULL,
		(const struct with[]){ { "language", languages.word[request->language] }, { NULL, NULL } });
	request->own = asking;
}

static int ask_find(struct request *request)
{
	const struct asking_for *asking = request->own;

	return batch_rows(request->batch, asking->audit) > 0 ? 0 : REFUSAL_not_found;
}

static int ask_decide(struct request *request)
{
	struct asking_for *asking = request->own;
	struct case_file *file = asking->file = arena_take(&request->arena, sizeof *file);

	message_clear(&case_file_message, file);
	asking->stands = batch_take_one(request->batch, asking->standing, &case_file_message, &request->arena, file);
	if (asking->stands)
		return 0;
	id_make(request->now, file->id);
	memcpy(file->audit, request->path[0], ID_SIZE);
	memcpy(file->wanted_by, request->caller.account, ID_SIZE);
	file->audit_version = batch_integer(request->batch, asking->audit, 0, "version");
	file->language = (int)request->language;
	file->wanted_at = request->now;
	return 0;
}

static void ask_write(struct request *request)
{
	const struct asking_for *asking = request->own;

	if (!asking->stands)
		batch_put(request->batch, SQL_case_file_add, &case_file_message, asking->file, NULL);
}

static int ask_reply(struct request *request)
{
	const struct case_file *file = ((const struct asking_for *)request->own)->file;

	request->answer.location = arena_format(&request->arena, "/v1/case-files/%s", file->id);
	message_encode(&case_file_message, USE_SHOWN, file, &request->answer.body);
	return 0;
}

const struct operation op_case_file_ask = { .name = "case_file_ask", .method = HTTP_POST,
	.path = "/v1/audits/{id}/case-files", .about = "Ask for the case as one file; the same one while the case does not change",
	.is = OP_WRITE | OP_KEYED | OP_NO_STORE, .may = MAY_READ_LOG, .status = 201, .answer = &case_file_message,
	.load = ask_load, .find = ask_find, .decide = ask_decide, .write = ask_write, .reply = ask_reply };

static int one_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 ? 0 : REFUSAL_not_found;
}

static void see_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put(request->batch, SQL_case_file_find, NULL, NULL,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int see_reply(struct request *request)
{
	struct case_file file;

	message_clear(&case_file_message, &file);
	batch_take_one(request->batch, *(int *)request->more, &case_file_message, &request->arena, &file);
	message_encode(&case_file_message, USE_SHOWN, &file, &request->answer.body);
	return 0;
}

const struct operation op_case_file_see = { .name = "case_file_see", .method = HTTP_GET, .path = "/v1/case-files/{id}",
	.about = "How far a case file has come", .is = OP_NO_STORE, .may = MAY_READ_LOG, .status = 200,
	.answer = &case_file_message, .load = see_load, .find = one_find, .reply = see_reply };

static void fetch_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put_for_bytes(request->batch, SQL_case_file_content,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int fetch_reply(struct request *request)
{
	int row = *(int *)request->more;
	size_t length;
	const void *content = batch_bytes(request->batch, row, 0, "content", &length);
	char *name;

	if (batch_text(request->batch, row, 0, "sha256") == NULL)
		return batch_text(request->batch, row, 0, "reason") != NULL ? REFUSAL_document_failed : REFUSAL_document_not_made;
	buffer_add(&request->answer.body, content, length);
	name = arena_format(&request->arena, "%s.zip", batch_text(request->batch, row, 0, "case_number"));
	*strchr(name, '/') = '-';
	request->answer.content_type = "application/zip";
	request->answer.filename = name;
	request->answer.download = true;
	request->answer.etag = arena_format(&request->arena, "\"1.%s\"", batch_text(request->batch, row, 0, "sha256"));
	return 0;
}

const struct operation op_case_file_fetch = { .name = "case_file_fetch", .method = HTTP_GET,
	.path = "/v1/case-files/{id}/content", .about = "The case file itself; its ETag is 1 and its SHA-256", .is = OP_NO_STORE,
	.media = "application/zip", .may = MAY_READ_LOG, .status = 200, .load = fetch_load, .find = one_find,
	.reply = fetch_reply };
