/* exchange - begin, judge, ask the engine, answer, end; what is kept between two requests is memory. */
#include "http/exchange.h"

#include <stdlib.h>

#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"

#define SPARES 64
#define BUFFER_KEPT (64 << 10)
#define MAKING 3000000          /* microseconds that a caller waits for a file; then Retry-After says when to come back */

static struct exchange *exchange_take(struct door *door)
{
	struct exchange *exchange = door->spare;

	if (exchange != NULL) {
		door->spare = exchange->next;
		door->spares--;
		return exchange;
	}
	exchange = calloc(1, sizeof *exchange);
	must(exchange != NULL);
	arena_init(&exchange->request.arena);
	buffer_init(&exchange->request.answer.body);
	buffer_init(&exchange->problem);
	return exchange;
}

static void exchange_free(struct exchange *exchange)
{
	arena_release(&exchange->request.arena);
	buffer_release(&exchange->request.answer.body);
	buffer_release(&exchange->problem);
	free(exchange);
}

/* Back among the spare ones, or freed when there are enough. */
static void exchange_give(struct exchange *exchange)
{
	struct door *door = exchange->door;

	if (door->spares >= SPARES || exchange->request.answer.body.size > BUFFER_KEPT) {
		exchange_free(exchange);
		return;
	}
	arena_clear(&exchange->request.arena);
	exchange->next = door->spare;
	door->spare = exchange;
	door->spares++;
}

void exchanges_release(struct door *door)
{
	struct exchange *exchange;

	while ((exchange = door->spare) != NULL) {
		door->spare = exchange->next;
		exchange_free(exchange);
	}
	door->spares = 0;
}

static void exchange_ask(struct exchange *exchange);

/* Everything anew but the memory. */
static void exchange_clear(struct exchange *exchange)
{
	struct arena arena = exchange->request.arena;
	struct buffer body = exchange->request.answer.body, problem = exchange->problem;

	*exchange = (struct exchange){ .method = -1, .number = -1 };
	buffer_clear(&body);
	buffer_clear(&problem);
	exchange->request.arena = arena;
	exchange->request.answer.body = body;
	exchange->request.version = INTEGER_NONE;
	exchange->problem = problem;
}

int exchange_header(struct exchange *exchange, const char *name, const char **ret_value)
{
	struct evkeyvalq *headers = evhttp_request_get_input_headers(exchange->http);
	const struct evkeyval *header;
	const char *value = NULL;

	TAILQ_FOREACH(header, headers, next) {
		if (evutil_ascii_strcasecmp(header->key, name) != 0)
			continue;
		if (value != NULL) {
			exchange->detail = arena_format(&exchange->request.arena, "more than one %s", name);
			return REFUSAL_malformed_request;
		}
		value = header->value;
	}
	*ret_value = value;
	return 0;
}

static void exchange_log(const struct exchange *exchange, int status, int64_t took)
{
	const struct request *request = &exchange->request;
	const char *method = exchange->method < 0 ? "-" : method_words[exchange->method];
	const char *account = request->caller.account[0] == '\0' ? "-" : request->caller.account;
	const char *path = exchange->route == NULL ? "-" : exchange->route->path;

	if (request->refusal < 0)
		log_error("request %s: fault %d at %s", request->id, request->refusal,
			request->step == NULL ? "the door" : request->step);
	log_info("%s %s %d %lldus request=%s account=%s", method, path, status, (long long)took, request->id,
		account);
}

/* evhttp has written it all. */
static void exchange_written(struct evhttp_request *http __attribute__((unused)), void *arg)
{
	struct exchange *exchange = arg;
	struct line *line = exchange->line;

	exchange_give(exchange);
	line_next(line);
}

void exchange_gone(void *arg)
{
	exchange_give(arg);
}

static void ask_again(evutil_socket_t none __attribute__((unused)), short what __attribute__((unused)), void *arg)
{
	exchange_ask(arg);
}

/* What the clerk is about to make is worth a moment: who has just sent a letter asks for its document at once. */
static bool is_waited_for(struct exchange *exchange)
{
	static const struct timeval pause = { .tv_usec = 50000 };

	return exchange->request.refusal == REFUSAL_document_not_made
		&& clock_monotonic() - exchange->began < MAKING
		&& event_base_once(exchange->door->base, -1, EV_TIMEOUT, ask_again, exchange, &pause) == 0;
}

/* request.done: the answer or the refusal is in place. */
static void exchange_done(struct request *request)
{
	struct exchange *exchange = request->door;
	struct door *door = exchange->door;
	int64_t took;
	int status;

	if (is_waited_for(exchange))
		return;
	evhttp_request_set_on_complete_cb(exchange->http, exchange_written, exchange);
	status = exchange_answer(exchange);
	took = clock_monotonic() - exchange->began;
	metrics_count(door->place, exchange->number, status, took);
	exchange_log(exchange, status, took);
}

/* What loads nothing and asks for no login needs no engine, and so answers when the database is away. */
static bool exchange_is_alone(const struct exchange *exchange)
{
	const struct operation *op = exchange->request.op;

	return (op->is & OP_OPEN) != 0 && op->load == NULL;
}

static void exchange_ask(struct exchange *exchange)
{
	struct request *request = &exchange->request;

	if (!exchange_is_alone(exchange)) {
		(request->op->start != NULL ? request->op->start : engine_start)(exchange->door->engine, request);
		return;
	}
	request->answer.status = request->op->status;
	request->refusal = request->op->reply(request);
	exchange_done(request);
}

void exchange_begin(struct evhttp_request *http, void *arg)
{
	struct door *door = arg;
	struct exchange *exchange = exchange_take(door);
	struct request *request = &exchange->request;

	exchange_clear(exchange);
	exchange->door = door;
	exchange->http = http;
	exchange->line = gate_line(&door->gate, evhttp_request_get_connection(http));
	exchange->began = clock_monotonic();
	line_ask(exchange->line, exchange);
	request->door = exchange;
	request->done = exchange_done;
	request->now = clock_now();
	request->today = clock_today();
	id_make(request->now, request->id);
	request->refusal = exchange_judge(exchange);
	if (request->refusal == 0)
		exchange_ask(exchange);
	else
		exchange_done(request);
}
