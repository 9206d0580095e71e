/* judge - the door's part of the order of judgement: route and method, the token's form, the body's form. */
#include <event2/http.h>

#include "auth/token.h"
#include "base/fault.h"
#include "http/exchange.h"
#include "http/header.h"

static int method_of(enum evhttp_cmd_type type)
{
	switch (type) {
	case EVHTTP_REQ_GET: return HTTP_GET;
	case EVHTTP_REQ_POST: return HTTP_POST;
	case EVHTTP_REQ_PATCH: return HTTP_PATCH;
	case EVHTTP_REQ_DELETE: return HTTP_DELETE;
	default: return -1;
	}
}

static int judge_route(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	int refusal;

	exchange->method = method_of(evhttp_request_get_command(exchange->http));
	refusal = target_parse(evhttp_request_get_uri(exchange->http), &request->arena, &exchange->target);
	if (refusal != 0) {
		exchange->detail = "the request target is not a path and a query in UTF-8";
		return refusal;
	}
	request->target = exchange->target.path;
	exchange->route = route_find(&exchange->door->routes, &exchange->target, &request->arena, request->path);
	if (exchange->route == NULL)
		return REFUSAL_not_found;
	if (exchange->method < 0 || exchange->route->operation[exchange->method] == NULL)
		return REFUSAL_method_not_allowed;
	request->op = exchange->route->operation[exchange->method];
	exchange->number = exchange->route->number[exchange->method];
	return 0;
}

static int judge_token(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const char *value, *token;
	int refusal;

	if ((request->op->is & (OP_OPEN | OP_EITHER)) == OP_OPEN)
		return 0;
	refusal = exchange_header(exchange, "Authorization", &value);
	if (refusal != 0 || (value == NULL && request->op->is & OP_EITHER))
		return refusal;
	token = value == NULL ? NULL : header_bearer(value);
	if (token == NULL)
		return REFUSAL_not_authenticated;
	exchange->token = token;
	token_hash(token, exchange->token_hash);
	request->token_hash = exchange->token_hash;
	return 0;
}

static int judge_language(struct exchange *exchange)
{
	struct evkeyvalq *headers = evhttp_request_get_input_headers(exchange->http);
	const char *value = evhttp_find_header(headers, "Accept-Language");

	exchange->request.language = language_of(value == NULL ? "" : value);
	return 0;
}

static int judge_key(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	int refusal;

	if (!(request->op->is & OP_KEYED))
		return 0;
	refusal = exchange_header(exchange, "Idempotency-Key", &request->key);
	if (refusal == 0 && request->key != NULL && !header_key_valid(request->key))
		refusal = REFUSAL_idempotency_key_invalid;
	return refusal;
}

static int judge_conditions(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const char *value;
	int refusal;

	if (request->op->method == HTTP_GET)
		return exchange_header(exchange, "If-None-Match", &request->none_match);
	refusal = exchange_header(exchange, "If-Match", &value);
	if (refusal != 0 || value == NULL)
		return refusal;
	refusal = header_match(value, &request->matched, &request->match);
	if (refusal != 0)
		exchange->detail = "If-Match is not one entity tag";
	return refusal;
}

/* Whoever tries passwords: judged last, so that only a whole attempt counts. */
static int judge_attempts(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	struct attempts *attempts = exchange->door->attempts;
	const struct message *body = request->op->body;
	const struct field *username = body == NULL ? NULL : message_field(body, "username");
	const char *who, *address;
	uint16_t port;

	if (!(request->op->is & OP_OPEN) || username == NULL)
		return 0;
	must(username->type == FIELD_TEXT);
	who = *(const char **)((char *)request->body + username->offset);
	evhttp_connection_get_peer(exchange->line->evcon, (char **)&address, &port);
	exchange->retry_after = attempts_take(attempts, ATTEMPTS_ADDRESS, address, exchange->began);
	if (exchange->retry_after > 0)
		return REFUSAL_too_many_requests;
	exchange->retry_after = attempts_take(attempts, ATTEMPTS_USERNAME, who, exchange->began);
	if (exchange->retry_after > 0)
		return REFUSAL_too_many_requests;
	exchange->tried = true;
	return 0;
}

int exchange_judge(struct exchange *exchange)
{
	static int (*const judges[])(struct exchange *) = {
		judge_language, judge_route, judge_token, judge_key, judge_conditions, exchange_judge_body,
		judge_attempts,
	};
	int refusal = 0;

	for (size_t i = 0; i < sizeof judges / sizeof judges[0] && refusal == 0; i++)
		refusal = judges[i](exchange);
	return refusal;
}
