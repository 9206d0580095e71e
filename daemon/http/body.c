/* body - the bytes and the query as the operation's row wants them. */
#include <malloc.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "http/exchange.h"
#include "http/form.h"
#include "http/header.h"
#include "proto/action.h"
#include "proto/canonical.h"
#include "proto/check.h"
#include "proto/messages.h"

static int body_media(struct exchange *exchange, size_t length)
{
	const struct operation *op = exchange->request.op;
	const char *value;
	int refusal = exchange_header(exchange, "Content-Type", &value);
	enum media media;

	if (refusal != 0 || (op->is & OP_BYTES)) {
		exchange->request.content_type = value;
		if (refusal == 0 && op->takes != NULL && !header_media_is(value, op->takes)) {
			exchange->detail = op->takes;
			refusal = REFUSAL_unsupported_media_type;
		}
		return refusal;
	}
	media = header_media(value);
	if (media == MEDIA_JSON || (media == MEDIA_MERGE_PATCH && op->method == HTTP_PATCH) ||
	    (media == MEDIA_NONE && length == 0))
		return 0;
	exchange->detail = op->method == HTTP_PATCH ? "application/merge-patch+json or application/json"
		: "application/json";
	return REFUSAL_unsupported_media_type;
}

/* A name is a person's words like any other. */
static int filename_judge(struct request *request)
{
	const struct field *name = message_field(&attachment_message, "name");
	const char *given = request->filename;
	int refusal = given == NULL ? 0 : strpbrk(given, "\n\t") != NULL ? REFUSAL_control_character
		: check_text(name, given, strlen(given));

	if (refusal == 0)
		return 0;
	mistakes_add(&request->mistakes, "filename", refusal, "of Content-Disposition");
	return REFUSAL_invalid;
}

/* A file comes as it is, or as the one part of a form. */
static int form_take(struct exchange *exchange, const char *data, size_t length, struct form_file *file)
{
	struct request *request = &exchange->request;

	if (!header_media_is(request->content_type, "multipart/form-data"))
		return 0;
	exchange->detail = "a form holds one file and nothing else";
	return form_file(request->content_type, data, length, &request->arena, file);
}

static int bytes_take(struct exchange *exchange, const char *data, size_t length)
{
	struct request *request = &exchange->request;
	struct form_file file = { data, length, NULL };
	int refusal = exchange_header(exchange, "Content-Disposition", &file.disposition);

	if (length > 1 << 20)
		malloc_trim(0);         /* the pieces it came in, now that it is whole */
	if (refusal == 0)
		refusal = form_take(exchange, data, length, &file);
	if (refusal != 0)
		return refusal;
	request->bytes = file.bytes;
	request->byte_count = file.count;
	request->filename = file.disposition == NULL ? NULL : header_filename(file.disposition, &request->arena);
	return filename_judge(request);
}

static int body_decode(struct exchange *exchange, const void *data, size_t length)
{
	struct request *request = &exchange->request;
	const struct operation *op = request->op;
	int refusal, before = request->mistakes.count;

	request->body = arena_take(&request->arena, op->body->size);
	if (op->body == &action_message)
		refusal = action_decode(op->machine, data, length, &request->arena, request->body,
			&request->given, &request->mistakes);
	else
		refusal = message_decode(op->body, op->use, data, length, &request->arena, request->body,
			&request->given, &request->mistakes);
	if (refusal != 0 && refusal != REFUSAL_invalid)
		return refusal;
	message_judge_dates(op->body, request->body, request->today + DATES_AHEAD, &request->arena, &request->mistakes);
	if (request->mistakes.count > before)
		return REFUSAL_invalid;
	if (op->body == &action_message)
		request->event = law_event((enum machine)op->machine, ((struct action *)request->body)->event);
	if (op->is & OP_WRITE)
		request->body_text = json_canonical(arena_text_n(&request->arena, data, length),
			&request->arena);
	return 0;
}

static bool has_secret(const struct message *message)
{
	for (int i = 0; message != NULL && i < message->count; i++)
		if (message->field[i].use & USE_SECRET)
			return true;
	return false;
}

/*
 * What an Idempotency-Key's body is known again by.  It is stored for a day, and a password must not be
 * guessed from it: then the caller's token is in it too, which is stored nowhere.
 */
static void body_digest(struct exchange *exchange, const char *data, size_t length)
{
	struct request *request = &exchange->request;
	struct buffer keyed;

	request->body_hash = exchange->body_hash;
	if (!has_secret(request->op->body)) {
		digest_hex(data, length, exchange->body_hash);
		return;
	}
	buffer_init(&keyed);
	buffer_format(&keyed, "%s\n", exchange->token == NULL ? "" : exchange->token);
	buffer_add(&keyed, data, length);
	digest_hex(keyed.data, keyed.length, exchange->body_hash);
	explicit_bzero(keyed.data, keyed.length);
	buffer_release(&keyed);
}

/* Some clients send an empty object where there is nothing to say. */
static bool says_nothing(const char *data, size_t length)
{
	return length == 0 || (length == 2 && memcmp(data, "{}", 2) == 0);
}

static int body_take(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct operation *op = request->op;
	const struct gate_limits *limits = &exchange->door->gate.limits;
	struct evbuffer *input = evhttp_request_get_input_buffer(exchange->http);
	size_t length = evbuffer_get_length(input);
	long most = op->most > 0 ? op->most : op->is & OP_BYTES ? limits->large_bytes : limits->body_bytes;
	const char *data;
	int refusal;

	if (length > (size_t)most) {
		exchange->detail = arena_format(&request->arena, "at most %ld bytes", most);
		return REFUSAL_too_large;
	}
	data = length == 0 ? "" : (const char *)evbuffer_pullup(input, -1);
	if (op->is & OP_WRITE)
		body_digest(exchange, data, length);
	if (op->body == NULL && !(op->is & OP_BYTES)) {
		bool nothing = says_nothing(data, length);

		exchange->detail = nothing ? NULL : "this operation takes no body";
		return nothing ? 0 : REFUSAL_malformed_request;
	}
	refusal = body_media(exchange, length);
	if (refusal != 0)
		return refusal;
	if (op->is & (OP_BYTES | OP_ARRAY))
		return bytes_take(exchange, data, length);
	return body_decode(exchange, data, length);
}

/* A key goes with all that was asked: one kept for a trial is not the key of the real thing. */
static const char *whole_target(struct exchange *exchange)
{
	const struct target *target = &exchange->target;
	struct arena *arena = &exchange->request.arena;
	const char *whole = target->path;

	for (int i = 0; i < target->pair_count; i++)
		whole = arena_format(arena, "%s%c%s=%s", whole, i == 0 ? '?' : '&', target->pairs[i][0],
			target->pairs[i][1]);
	return whole;
}

static int query_take(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct message *message = request->op->query;
	const struct target *target = &exchange->target;

	if (message == NULL) {
		for (int i = 0; i < target->pair_count; i++)
			mistakes_add(&request->mistakes, target->pairs[i][0], REFUSAL_unknown_parameter, NULL);
		return target->pair_count == 0 ? 0 : REFUSAL_invalid;
	}
	if (request->op->is & OP_KEYED)
		request->target = whole_target(exchange);
	request->query = arena_take(&request->arena, message->size);
	return message_decode_pairs(message, (const char *const (*)[2])target->pairs, target->pair_count,
		&request->arena, request->query, &request->query_given, &request->mistakes);
}

int exchange_judge_body(struct exchange *exchange)
{
	int refusal = body_take(exchange), query;

	if (refusal != 0 && refusal != REFUSAL_invalid)
		return refusal;
	query = query_take(exchange);
	return query != 0 ? query : refusal;
}
