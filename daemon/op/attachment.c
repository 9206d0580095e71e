/* attachment - files as they came: kept with their SHA-256, their type judged by their bytes. */
#include <stdio.h>
#include <string.h>

#include "auth/digest.h"
#include "op/operations.h"
#include "proto/messages.h"

/* What the first bytes say; never HTML, whatever they say. */
static const char *sniff(const unsigned char *bytes, size_t count)
{
	static const struct { const char *begins; size_t length; const char *type; } known[] = {
		{ "%PDF-", 5, "application/pdf" }, { "\x89PNG\r\n\x1a\n", 8, "image/png" }, { "\xff\xd8\xff", 3, "image/jpeg" },
		{ "GIF8", 4, "image/gif" }, { "PK\x03\x04", 4, "application/zip" }, { "II*\0", 4, "image/tiff" },
		{ "MM\0*", 4, "image/tiff" }, { "\xd0\xcf\x11\xe0", 4, "application/x-ole-storage" },
	};

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (count >= known[i].length && memcmp(bytes, known[i].begins, known[i].length) == 0)
			return known[i].type;
	for (size_t i = 0; i < count; i++)
		if (bytes[i] < 9 || (bytes[i] > 13 && bytes[i] < 32))
			return "application/octet-stream";
	return "text/plain";
}

static int upload_decide(struct request *request)
{
	struct attachment *attachment = arena_take(&request->arena, sizeof *attachment);
	char sha256[DIGEST_HEX];

	message_clear(&attachment_message, attachment);
	request->own = attachment;
	id_make(request->now, attachment->id);
	digest_hex(request->bytes, request->byte_count, sha256);
	attachment->sha256 = arena_text(&request->arena, sha256);
	attachment->name = request->filename;
	attachment->media_type = sniff(request->bytes, request->byte_count);
	attachment->size = (int64_t)request->byte_count;
	memcpy(attachment->uploaded_by, request->caller.account, ID_SIZE);
	attachment->uploaded_at = request->now;
	return 0;
}

static void upload_write(struct request *request)
{
	batch_put_bytes(request->batch, SQL_attachment_add, &attachment_message, request->own, NULL, "content",
		request->bytes, request->byte_count);
}

static int upload_reply(struct request *request)
{
	const struct attachment *attachment = request->own;

	request->answer.location = arena_format(&request->arena, "/v1/attachments/%s", attachment->id);
	message_encode(&attachment_message, USE_SHOWN, attachment, &request->answer.body);
	return 0;
}

const struct operation op_attachment_upload = { .name = "attachment_upload", .method = HTTP_POST,
	.path = "/v1/attachments", .about = "Keep a file", .is = OP_WRITE | OP_KEYED | OP_BYTES | OP_NO_STORE,
	.may = MAY_UPLOAD, .status = 201, .answer = &attachment_message, .decide = upload_decide, .write = upload_write,
	.reply = upload_reply };

static void download_load(struct request *request)
{
	request->more = arena_take(&request->arena, sizeof(int));
	*(int *)request->more = batch_put_for_bytes(request->batch, SQL_attachment_content,
		(const struct with[]){ { "id", request->path[0] }, { NULL, NULL } });
}

static int download_find(struct request *request)
{
	return batch_rows(request->batch, *(int *)request->more) > 0 ? 0 : REFUSAL_not_found;
}

static int download_reply(struct request *request)
{
	int row = *(int *)request->more;
	size_t length;
	const void *content = batch_bytes(request->batch, row, 0, "content", &length);

	buffer_add(&request->answer.body, content, length);
	request->answer.content_type = arena_text(&request->arena, batch_text(request->batch, row, 0, "media_type"));
	request->answer.filename = arena_text(&request->arena, batch_text(request->batch, row, 0, "name"));
	request->answer.download = true;
	return 0;
}

const struct operation op_attachment_download = { .name = "attachment_download", .method = HTTP_GET,
	.path = "/v1/attachments/{id}", .about = "The file as it came", .is = OP_NO_STORE, .media = "application/octet-stream application/pdf application/zip application/x-ole-storage image/png image/jpeg image/gif image/tiff text/plain", .may = MAY_READ, .status = 200,
	.load = download_load, .find = download_find, .reply = download_reply };
