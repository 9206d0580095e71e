/* exchange.h - one request from evhttp to the engine and its answer back. */
#ifndef HTTP_EXCHANGE_H
#define HTTP_EXCHANGE_H

#include "auth/digest.h"
#include "http/door.h"

struct exchange {
	struct request request;         /* request.door is the exchange */
	struct door *door;
	struct line *line;
	struct evhttp_request *http;
	struct target target;
	const struct route *route;      /* NULL: there is none for the path */
	int method;                     /* enum http_method, or -1 */
	int number;                     /* of the operation in the metrics, or -1 */
	const char *detail;             /* English, of a refusal made here */
	int retry_after;                /* seconds, with 429 */
	bool tried;                     /* took an attempt to log in, which success gives back */
	int64_t began;                  /* microseconds, monotonic */
	const char *token;
	char token_hash[DIGEST_HEX], body_hash[DIGEST_HEX];
	struct buffer problem;
	struct exchange *next;
};

/* evhttp's callback for every request; its argument is the door. */
void exchange_begin(struct evhttp_request *http, void *door);
void exchange_gone(void *exchange);     /* the line broke while the answer was written */
void exchanges_release(struct door *door);

/* judge.c: the door's part of the order of judgement; 0 or the refusal that is to be told */
int exchange_judge(struct exchange *exchange);
/* body.c: the body and the query, all mistakes of both at once */
int exchange_judge_body(struct exchange *exchange);
/* answer.c: gives the answer to evhttp; returns its status */
int exchange_answer(struct exchange *exchange);
/* page.c: what the door itself answers for: /livez, /readyz, /metrics, /v1/openapi.json */
extern const struct operation *const page_operations[];

/* The header's value, NULL when it is not there; REFUSAL_malformed_request when it is there twice. */
int exchange_header(struct exchange *exchange, const char *name, const char **ret_value)
	__attribute__((warn_unused_result));

#endif
