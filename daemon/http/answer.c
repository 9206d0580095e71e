/* answer - status, headers and body, in the words of the contract. */
#include <stdio.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/http.h>

#include "http/exchange.h"
#include "http/header.h"
#include "http/problem.h"
#include "port/clock.h"

#define RETRY_SECONDS 2

static void header_set(struct exchange *exchange, const char *name, const char *value)
{
	evhttp_add_header(evhttp_request_get_output_headers(exchange->http), name, value);
}

static void header_set_number(struct exchange *exchange, const char *name, size_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%zu", value);
	header_set(exchange, name, text);
}

static void common_headers(struct exchange *exchange)
{
	header_set(exchange, "X-Request-Id", exchange->request.id);
	header_set(exchange, "X-Content-Type-Options", "nosniff");
	header_set(exchange, "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
	if (exchange->line->tls)
		header_set(exchange, "Strict-Transport-Security", "max-age=31536000");
	if (exchange->door->gate.stopping)
		header_set(exchange, "Connection", "close");
}

/* Those evhttp has no words for; NULL leaves it to evhttp. */
static const char *reason_of(int status)
{
	switch (status) {
	case 422: return "Unprocessable Content";
	case 428: return "Precondition Required";
	case 429: return "Too Many Requests";
	default: return NULL;
	}
}

static void answer_send(struct exchange *exchange, int status, const struct buffer *body)
{
	struct evbuffer *output = evhttp_request_get_output_buffer(exchange->http);

	/* the buffer stays until exchange_written or exchange_gone */
	if (body->length > 0)
		evbuffer_add_reference(output, body->data, body->length, NULL, NULL);
	if (status != 204 && status != 304)
		header_set_number(exchange, "Content-Length", body->length);
	evhttp_send_reply(exchange->http, status, reason_of(status), NULL);
	line_answer(exchange->line, (int64_t)body->length);
}

/* Only what cannot run a script is ever shown in place, whatever the operation says; under our policy a picture cannot. */
static bool media_is_shown(const char *type)
{
	static const char *const shown[] = { "application/pdf", "image/svg+xml", "text/plain", "text/calendar" };

	for (size_t i = 0; i < sizeof shown / sizeof shown[0]; i++)
		if (strncmp(type, shown[i], strlen(shown[i])) == 0)
			return true;
	return false;
}

static void content_headers(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct answer *answer = &request->answer;
	bool download;

	if (answer->content_type == NULL) {
		header_set(exchange, "Content-Type", "application/json");
		return;
	}
	header_set(exchange, "Content-Type", answer->content_type);
	download = answer->download || !media_is_shown(answer->content_type);
	if (download || answer->filename != NULL)
		header_set(exchange, "Content-Disposition",
			header_disposition(download, answer->filename, &request->arena));
}

static void refusal_headers(struct exchange *exchange, int refusal, int status)
{
	if (status == 401)
		header_set(exchange, "WWW-Authenticate", "Bearer realm=\"tilsyn\"");
	if (refusal == REFUSAL_method_not_allowed)
		header_set(exchange, "Allow", exchange->route->allow);
	if (status == 429 || status == 503)
		header_set_number(exchange, "Retry-After",
			exchange->retry_after > 0 ? (size_t)exchange->retry_after : RETRY_SECONDS);
}

static int answer_refusal(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	struct problem problem = {
		.refusal = request->refusal, .language = request->language, .detail = exchange->detail,
		.instance = request->id, .mistakes = &request->mistakes, .judgement = request->judgement,
	};
	int status = problem_status(request->refusal);

	problem_write(&problem, &exchange->problem);
	common_headers(exchange);
	header_set(exchange, "Cache-Control", "no-store");
	header_set(exchange, "Content-Type", "application/problem+json");
	refusal_headers(exchange, request->refusal, status);
	answer_send(exchange, status, &exchange->problem);
	return status;
}

/* The answer is in memory until its caller has read it: a hundred who read slowly must not be a hundred times 32 MiB. */
static int answer_too_much(struct exchange *exchange)
{
	struct request *request = &exchange->request;

	buffer_release(&request->answer.body);
	buffer_init(&request->answer.body);
	request->refusal = REFUSAL_queue_full;
	exchange->detail = "too many large answers at once";
	return answer_refusal(exchange);
}

static int answer_success(struct exchange *exchange)
{
	struct request *request = &exchange->request;
	const struct answer *answer = &request->answer;
	static const struct buffer nothing;
	int status = answer->status;

	if (status == 200 && request->none_match != NULL && answer->etag != NULL &&
	    header_names_etag(request->none_match, answer->etag))
		status = 304;
	if (status != 304 && !line_hold(exchange->line, (int64_t)answer->body.length, request->op->method != HTTP_GET))
		return answer_too_much(exchange);
	common_headers(exchange);
	header_set(exchange, "Cache-Control",
		request->op->is & OP_NO_STORE || request->op->method != HTTP_GET ? "no-store" : "private, no-cache");
	if (answer->etag != NULL)
		header_set(exchange, "ETag", answer->etag);
	if (answer->location != NULL)
		header_set(exchange, "Location", answer->location);
	if (status != 304 && answer->body.length > 0)
		content_headers(exchange);
	answer_send(exchange, status, status == 304 ? &nothing : &answer->body);
	return status;
}

static void attempts_settle(struct exchange *exchange)
{
	const struct request *request = &exchange->request;
	const struct field *username;
	const char *address;
	uint16_t port;

	if (!exchange->tried || request->refusal != 0)
		return;
	username = message_field(request->op->body, "username");
	evhttp_connection_get_peer(exchange->line->evcon, (char **)&address, &port);
	attempts_give(exchange->door->attempts, ATTEMPTS_ADDRESS, address, clock_monotonic());
	attempts_give(exchange->door->attempts, ATTEMPTS_USERNAME,
		*(const char **)((char *)request->body + username->offset), clock_monotonic());
}

int exchange_answer(struct exchange *exchange)
{
	attempts_settle(exchange);
	return exchange->request.refusal == 0 ? answer_success(exchange) : answer_refusal(exchange);
}
