/* letter_diff - what changed in a letter's text from one of its versions to another. */
#include <string.h>

#include "letter/diff.h"
#include "op/operations.h"
#include "proto/messages.h"

struct places { int letter, versions, compared; };

static void diff_load(struct request *request)
{
	struct places *places = request->own = arena_take(&request->arena, sizeof *places);
	const struct with id[] = { { "id", request->path[0] }, { NULL, NULL } };

	places->letter = batch_put(request->batch, SQL_letter_find, NULL, NULL, id);
	places->versions = batch_put(request->batch, SQL_letter_versions, NULL, NULL, id);
	places->compared = batch_put(request->batch, SQL_letter_version_find, &diff_query_message, request->query, id);
}

static int diff_find(struct request *request)
{
	const struct places *places = request->own;
	const struct diff_query *query = request->query;
	int least = query->from == INTEGER_NONE ? 1 : 2;

	return batch_rows(request->batch, places->letter) == 0 || batch_rows(request->batch, places->compared) < least
		? REFUSAL_not_found : 0;
}

static const char *text_of(const char *text)
{
	return text == NULL ? "" : text;
}

static void write_parts(const struct letter_version *older, const struct letter_version *newer, struct arena *arena,
	struct buffer *body)
{
	static const char *const changes[] = { "same", "removed", "added" };
	struct diff diff;

	diff_texts(arena_format(arena, "%s\n\n%s\n", text_of(older->subject), text_of(older->body)),
		arena_format(arena, "%s\n\n%s\n", text_of(newer->subject), text_of(newer->body)), arena, &diff);
	for (int i = 0; i < diff.count; i++) {
		buffer_format(body, "%s{\"change\":\"%s\",\"text\":", i > 0 ? "," : "", changes[diff.parts[i].change]);
		buffer_add_json_text_n(body, diff.parts[i].text, diff.parts[i].length);
		buffer_add_char(body, '}');
	}
}

static int diff_reply(struct request *request)
{
	const struct places *places = request->own;
	struct buffer *body = &request->answer.body;
	int count;
	const struct letter_version *versions = batch_take(request->batch, places->compared, &letter_version_message,
		&request->arena, &count);

	buffer_format(body, "{\"from\":");
	if (count == 2)
		buffer_add_integer(body, versions[0].number);
	else
		buffer_add_text(body, "null");
	buffer_format(body, ",\"to\":%lld,\"versions\":[", (long long)versions[count - 1].number);
	for (int row = 0; row < batch_rows(request->batch, places->versions); row++) {
		bool first = true;

		buffer_add_text(body, row > 0 ? ",{" : "{");
		batch_write_members(request->batch, places->versions, row, &letter_version_message, USE_SHOWN, body, &first);
		buffer_add_char(body, '}');
	}
	buffer_add_text(body, "],\"parts\":[");
	write_parts(&versions[0], &versions[count - 1], &request->arena, body);
	buffer_add_text(body, "]}");
	return 0;
}

const struct operation op_letter_diff = { .name = "letter_diff", .method = HTTP_GET, .path = "/v1/letters/{id}/diff",
	.about = "What changed in the text from one version to another", .is = OP_NO_STORE, .may = MAY_READ, .status = 200,
	.query = &diff_query_message, .answer = &letter_diff_message, .load = diff_load, .find = diff_find,
	.reply = diff_reply };
