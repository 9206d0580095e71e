/*
 * engine - operations that need no database, and an engine that answers at once or when it is told:
 * what the door's tests link instead of op/.
 */
#include "op/engine.h"

#include <stdlib.h>
#include <string.h>

#include "auth/digest.h"
#include "proto/messages.h"

#define TOKEN "prov-token"

static struct request *waiting[64];
static int waiting_count;

static void nothing_to_load(struct request *request __attribute__((unused)))
{
}

static int session_reply(struct request *request)
{
	const struct { const char *username, *password; } *body = request->body;

	return strcmp(body->password, "riktig hest batteri") == 0 ? 0 : REFUSAL_login_failed;
}

/* What reached the operation, as JSON. */
static int echo_reply(struct request *request)
{
	struct buffer *body = &request->answer.body;
	const char *texts[] = { request->target, request->path[0], request->path[1], request->key, request->filename,
		request->content_type, request->body_text };
	static const char *const names[] = { "target", "first", "second", "key", "filename", "content_type", "body" };

	buffer_add_char(body, '{');
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		buffer_format(body, "\"%s\":", names[i]);
		buffer_add_json_text(body, texts[i]);
		buffer_add_char(body, ',');
	}
	buffer_format(body, "\"bytes\":%zu,\"event\":%d,\"matched\":%s,\"match\":%lld,\"language\":%d,\"today\":%d}",
		request->byte_count, request->event, request->matched ? "true" : "false", (long long)request->match,
		(int)request->language, (int)request->today);
	request->answer.etag = "\"7.0123456789abcdef\"";
	if (request->op->status == 201)
		request->answer.location = arena_format(&request->arena, "%s/%s", request->target, request->id);
	return 0;
}

static int fault_reply(struct request *request __attribute__((unused)))
{
	return FAULT_BUG;
}

static int guards_reply(struct request *request)
{
	struct judgement *judgement = arena_take(&request->arena, sizeof *judgement);

	judgement->held[0] = (struct held){ .guard = (enum guard)1, .first = 0, .count = 2, .missing = "leader" };
	judgement->held[1] = (struct held){ .guard = (enum guard)2 };
	judgement->held_count = 2;
	judgement->subjects[0] = "one";
	judgement->subjects[1] = "two";
	request->judgement = judgement;
	return REFUSAL_guards_failed;
}

static int away_reply(struct request *request __attribute__((unused)))
{
	return REFUSAL_unavailable;
}

static int large_reply(struct request *request)
{
	for (int i = 0; i < 1 << 20; i++)
		buffer_add_text(&request->answer.body, "12345678");
	return 0;
}

static int html_reply(struct request *request)
{
	request->answer.content_type = "text/html";
	buffer_add_text(&request->answer.body, "<script>alert(1)</script>");
	return 0;
}

static void finish(struct request *request)
{
	request->answer.status = request->op->status;
	request->refusal = request->op->reply(request);
	request->done(request);
}

static int nothing_reply(struct request *request __attribute__((unused)))
{
	return 0;
}

static int release_reply(struct request *request)
{
	while (waiting_count > 0)
		finish(waiting[--waiting_count]);
	buffer_add_text(&request->answer.body, "{}");
	return 0;
}

#define OPERATION(word, how, where, flags, code, answer_by, ...) \
	static const struct operation word = { .name = #word, .method = HTTP_##how, .path = where, .is = flags, \
		.may = MAY_READ, .status = code, .load = nothing_to_load, .reply = answer_by, __VA_ARGS__ }

OPERATION(session_create, POST, "/v1/session", OP_OPEN | OP_WRITE, 201, session_reply,
	.body = &session_request_message, .use = USE_CREATE);
OPERATION(session_delete, DELETE, "/v1/session", OP_WRITE, 204, nothing_reply);
OPERATION(audit_list, GET, "/v1/audits", OP_LIST | OP_NO_STORE, 200, echo_reply, .query = &audits_query_message);
OPERATION(enterprise_create, POST, "/v1/enterprises", OP_WRITE | OP_KEYED, 201, echo_reply,
	.body = &enterprise_message, .use = USE_CREATE);
OPERATION(enterprise_show, GET, "/v1/enterprises/{id}", OP_NO_STORE, 200, echo_reply);
OPERATION(enterprise_change, PATCH, "/v1/enterprises/{id}", OP_WRITE | OP_MATCH, 200, echo_reply,
	.body = &enterprise_message, .use = USE_PATCH);
OPERATION(audit_act, POST, "/v1/audits/{id}/actions", OP_WRITE | OP_MATCH | OP_KEYED, 200, echo_reply,
	.body = &action_message, .machine = MACHINE_AUDIT);
OPERATION(attachment_add, POST, "/v1/attachments", OP_WRITE | OP_BYTES, 201, echo_reply);
OPERATION(calendar_year, GET, "/v1/calendar/{year}", 0, 200, echo_reply);
OPERATION(calendar_add, GET, "/v1/calendar/add", 0, 200, html_reply);
OPERATION(fault, GET, "/v1/fault", 0, 200, fault_reply);
OPERATION(guards, GET, "/v1/guards", 0, 200, guards_reply);
OPERATION(away, GET, "/v1/away", 0, 200, away_reply);
OPERATION(large, GET, "/v1/large", 0, 200, large_reply);
OPERATION(slow, GET, "/v1/slow", 0, 200, echo_reply);
OPERATION(release, GET, "/v1/release", 0, 200, release_reply);

const struct operation *const operations[] = {
	&session_create, &session_delete, &audit_list, &enterprise_create, &enterprise_show, &enterprise_change, &audit_act,
	&attachment_add, &calendar_year, &calendar_add, &fault, &guards, &away, &large, &slow, &release, NULL,
};

static bool token_is_known(const struct request *request)
{
	char hash[DIGEST_HEX];

	digest_hex(TOKEN, strlen(TOKEN), hash);
	return request->token_hash != NULL && strcmp(request->token_hash, hash) == 0;
}

void engine_start(struct engine *engine __attribute__((unused)), struct request *request)
{
	if (!(request->op->is & OP_OPEN) && !token_is_known(request)) {
		request->refusal = REFUSAL_not_authenticated;
		request->done(request);
	} else if (request->op == &slow) {
		must(waiting_count < 64);
		waiting[waiting_count++] = request;
	} else {
		finish(request);
	}
}
