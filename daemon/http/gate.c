/*
 * gate - evhttp says nothing of a connection before its first request, and nothing of bytes at all.
 * So the gate makes each connection's bufferevent, and hears of its end from the close callback,
 * which it can set as soon as evhttp has put itself into the bufferevent's callbacks.
 */
#include "http/gate.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>

#include <event2/buffer.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"
#include "proto/refusal.h"

#define SECOND 1000000
#define ANSWER_PIECE (256 << 10)

int64_t line_time(const struct line *line, int64_t seconds, int64_t bytes)
{
	return clock_monotonic() + (seconds + bytes / line->gate->limits.slowest) * SECOND;
}

/* A refusal found while evhttp is still ending the request before has to wait until it is done. */
static void line_wrong(struct line *line, int refusal, const char *detail)
{
	struct evbuffer *input = bufferevent_get_input(line->bev);

	if (!line->between) {
		line_refuse(line, refusal, detail);
		return;
	}
	evbuffer_drain(input, evbuffer_get_length(input));
	line->late = refusal;
	line->late_detail = detail;
	event_active(line->nudge, 0, 0);
}

static bool line_reserve(struct line *line, int64_t bytes)
{
	if (line->gate->large + bytes > line->gate->limits.large_total)
		return false;
	line->gate->large += bytes;
	line->reserved = bytes;
	line->deadline = line_time(line, line->gate->limits.request_seconds, bytes);
	return true;
}

/* What a body may cost is settled before it is read: evhttp holds it in memory whole. */
static void line_judge_body(struct line *line)
{
	const struct gate_limits *limits = &line->gate->limits;
	int64_t length = line->head.content_length, announced = line->received + line->chunks.size;

	if (length > limits->large_bytes || announced > limits->large_bytes + limits->large_bytes / 4)
		line_wrong(line, REFUSAL_too_large, NULL);
	else if (line->reserved > 0 || (length <= limits->body_bytes && line->received <= limits->body_bytes))
		return;
	else if (!line_reserve(line, line->head.chunked ? limits->large_bytes : length))
		line_wrong(line, REFUSAL_queue_full, "too many large bodies at once");
}

bool line_hold(struct line *line, int64_t bytes, bool must_go)
{
	struct gate *gate = line->gate;

	if (bytes <= gate->limits.body_bytes)
		return true;
	if (!must_go && gate->answers > 0 && gate->answers + bytes > gate->limits.answers_total)
		return false;
	gate->answers += bytes;
	line->held = bytes;
	return true;
}

/* What the request and its answer took. */
static void line_let_go(struct line *line)
{
	line->gate->large -= line->reserved;
	line->gate->answers -= line->held;
	line->reserved = line->held = 0;
}

/* Gives a reader the input from the byte at `from` on, until it takes no more; returns where that was. */
static size_t line_read_with(struct line *line, struct evbuffer *input, size_t from,
	size_t (*take)(struct line *line, const char *data, size_t count))
{
	size_t length = evbuffer_get_length(input), taken = 1;

	while (from < length && taken > 0) {
		struct evbuffer_iovec piece;
		struct evbuffer_ptr at;

		must(evbuffer_ptr_set(input, &at, from, EVBUFFER_PTR_SET) == 0);
		must(evbuffer_peek(input, -1, &at, &piece, 1) >= 1);
		taken = take(line, piece.iov_base, piece.iov_len);
		from += taken;
	}
	return from;
}

static size_t take_head(struct line *line, const char *data, size_t count)
{
	return line->head.done || line->head.wrong != NULL ? 0 : head_read(&line->head, data, count);
}

static size_t take_chunks(struct line *line, const char *data, size_t count)
{
	return line->chunks.done || line->chunks.wrong != NULL ? 0 : chunks_read(&line->chunks, data, count);
}

/* Reads the body on; what comes after its end is the next request's. */
static void line_read_body(struct line *line, struct evbuffer *input, size_t from)
{
	if (line->head.chunked)
		line_read_with(line, input, from, take_chunks);
	if (line->head.chunked && line->chunks.wrong != NULL)
		line_wrong(line, REFUSAL_malformed_request, line->chunks.wrong);
	else if (line->head.chunked || line->head.content_length > 0)
		line_judge_body(line);
}

static void line_begin_body(struct line *line, struct evbuffer *input, size_t from)
{
	line->phase = LINE_BODY;
	line->received = (int64_t)(evbuffer_get_length(input) - from);
	line->deadline = line_time(line, line->gate->limits.request_seconds, 0);
	chunks_init(&line->chunks);
	line_read_body(line, input, from);
}

/* Reads the head on from the byte at `from` of the input. */
static void line_read_head(struct line *line, struct evbuffer *input, size_t from)
{
	const struct gate_limits *limits = &line->gate->limits;

	if (line->phase == LINE_IDLE && from < evbuffer_get_length(input)) {
		line->phase = LINE_HEAD;
		line->deadline = line_time(line, limits->request_seconds, 0);
	}
	from = line_read_with(line, input, from, take_head);
	if (line->head.wrong != NULL)
		line_wrong(line, REFUSAL_malformed_request, line->head.wrong);
	else if (line->head.length > (size_t)limits->header_bytes)
		line_wrong(line, REFUSAL_malformed_request, "the request line and headers are too large");
	else if (line->head.done)
		line_begin_body(line, input, from);
}

/* Called for every byte that comes, before evhttp is. */
static void line_read_along(struct evbuffer *input, const struct evbuffer_cb_info *info, void *arg)
{
	struct line *line = arg;

	if (info->n_added == 0)
		return;
	if (line->phase == LINE_IDLE || line->phase == LINE_HEAD) {
		line_read_head(line, input, evbuffer_get_length(input) - info->n_added);
	} else if (line->phase == LINE_BODY) {
		line->received += (int64_t)info->n_added;
		if (line->head.chunked)
			line_read_body(line, input, evbuffer_get_length(input) - info->n_added);
	}
}

/* The close callback: evhttp frees the connection. */
static void line_gone(struct evhttp_connection *evcon __attribute__((unused)), void *arg)
{
	struct line *line = arg;
	struct gate *gate = line->gate;

	evbuffer_remove_cb(bufferevent_get_input(line->bev), line_read_along, line);
	if (line->tls)
		SSL_shutdown(bufferevent_openssl_get_ssl(line->bev));
	if (line->asked != NULL)
		gate->gone(line->asked);
	line_let_go(line);
	gate->by_fd[bufferevent_getfd(line->bev)] = NULL;
	TAILQ_REMOVE(&gate->lines, line, next);
	event_free(line->nudge);
	free(line);
	gate->count--;
	gate->crowd(gate);
}

static void line_begin(struct line *line)
{
	struct gate *gate = line->gate;
	int fd = bufferevent_getfd(line->bev), one = 1;
	void *evcon;

	bufferevent_getcb(line->bev, NULL, NULL, &line->evhttp_event, &evcon);
	must(fd >= 0 && evcon != NULL);
	line->evcon = evcon;
	evhttp_connection_set_closecb(line->evcon, line_gone, line);
	if (fd >= gate->fds) {
		int fds = fd + fd / 2 + 64;

		gate->by_fd = realloc(gate->by_fd, (size_t)fds * sizeof *gate->by_fd);
		must(gate->by_fd != NULL);
		memset(gate->by_fd + gate->fds, 0, (size_t)(fds - gate->fds) * sizeof *gate->by_fd);
		gate->fds = fds;
	}
	gate->by_fd[fd] = line;
	/* of libevent's own accord an answer goes out in pieces of 16 KiB, with a turn of the loop between */
	bufferevent_set_max_single_write(line->bev, ANSWER_PIECE);
	/* without it every answer under TLS waits 40 ms for an acknowledgement; a unix socket has none */
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
	line->known = peer_of(fd, &line->network);
	line_turn_away(line);
}

/*
 * Of itself libevent waits for the socket to say that it can be written to: a turn of the loop and two
 * calls of epoll_ctl, which what is turned on and off within one turn does not cost.
 */
static void line_write(struct line *line)
{
	struct evbuffer *output = bufferevent_get_output(line->bev);

	evbuffer_unfreeze(output, 1);
	evbuffer_write(output, bufferevent_getfd(line->bev));   /* an error is libevent's to find */
	evbuffer_freeze(output, 1);
	if (evbuffer_get_length(output) > 0)
		return;
	bufferevent_disable(line->bev, EV_WRITE);
	bufferevent_trigger(line->bev, EV_WRITE, 0);            /* the line may be gone now */
}

static void line_nudged(evutil_socket_t fd __attribute__((unused)), short what __attribute__((unused)),
	void *arg)
{
	struct line *line = arg;

	if (line->evcon == NULL)
		line_begin(line);
	else if (line->phase == LINE_ANSWERED)
		line_write(line);
	else if (line->phase != LINE_REFUSED)
		line_refuse(line, line->late, line->late_detail);
}

static struct bufferevent *line_new(struct event_base *base, struct gate *gate, bool tls)
{
	struct line *line = calloc(1, sizeof *line);
	SSL *ssl = NULL;

	must(line != NULL);
	line->gate = gate;
	line->tls = tls;
	line->fresh = true;
	if (tls) {
		must((ssl = SSL_new(gate->tls)) != NULL);
		line->bev = bufferevent_openssl_socket_new(base, -1, ssl, BUFFEREVENT_SSL_ACCEPTING,
			BEV_OPT_CLOSE_ON_FREE);
		must(line->bev != NULL);
		bufferevent_openssl_set_allow_dirty_shutdown(line->bev, 1);
	} else {
		line->bev = bufferevent_socket_new(base, -1, BEV_OPT_CLOSE_ON_FREE);
	}
	line->nudge = event_new(base, -1, 0, line_nudged, line);
	must(line->bev != NULL && line->nudge != NULL);
	must(evbuffer_add_cb(bufferevent_get_input(line->bev), line_read_along, line) != NULL);
	head_init(&line->head);
	line->deadline = line_time(line, gate->limits.idle_seconds, 0);
	TAILQ_INSERT_TAIL(&gate->lines, line, next);
	gate->count++;
	gate->crowd(gate);
	event_active(line->nudge, 0, 0);
	return line->bev;
}

static struct bufferevent *line_new_plain(struct event_base *base, void *gate)
{
	return line_new(base, gate, false);
}

static struct bufferevent *line_new_tls(struct event_base *base, void *gate)
{
	return line_new(base, gate, true);
}

void gate_init(struct gate *gate, struct event_base *base, const struct gate_limits *limits)
{
	*gate = (struct gate){ .base = base, .limits = *limits };
	TAILQ_INIT(&gate->lines);
}

void gate_release(struct gate *gate)
{
	must(TAILQ_EMPTY(&gate->lines));
	free(gate->by_fd);
}

void gate_attach(struct gate *gate, struct evhttp *http, bool tls)
{
	/* beyond ours: what is too much is refused here, with a problem document */
	evhttp_set_max_headers_size(http, 2 * gate->limits.header_bytes);
	evhttp_set_max_body_size(http, 2 * gate->limits.large_bytes);
	evhttp_set_bevcb(http, tls ? line_new_tls : line_new_plain, gate);
}

struct line *gate_line(struct gate *gate, struct evhttp_connection *evcon)
{
	int fd = bufferevent_getfd(evhttp_connection_get_bufferevent(evcon));

	must(fd >= 0 && fd < gate->fds && gate->by_fd[fd] != NULL && gate->by_fd[fd]->evcon == evcon);
	return gate->by_fd[fd];
}

void line_ask(struct line *line, void *asked)
{
	must(line->phase == LINE_BODY && line->asked == NULL);
	line->phase = LINE_ASKED;
	line->fresh = false;
	line->deadline = 0;             /* ours to be quick about now */
	line->asked = asked;
}

void line_answer(struct line *line, int64_t bytes)
{
	line->phase = LINE_ANSWERED;
	line->deadline = line_time(line, line->gate->limits.request_seconds, bytes);
	/* evhttp reads while it writes, without a limit, and takes a half-closed caller for a gone one */
	bufferevent_disable(line->bev, EV_READ);
	if (!line->tls)
		event_active(line->nudge, 0, 0);
}

void line_next(struct line *line)
{
	line->asked = NULL;
	line_let_go(line);
	line->phase = LINE_IDLE;
	line->deadline = line_time(line, line->gate->limits.idle_seconds, 0);
	head_init(&line->head);
	line->between = true;
	line_read_head(line, bufferevent_get_input(line->bev), 0);
	line->between = false;
}

static bool line_is_over(const struct line *line, int64_t now)
{
	if (line->gate->stopping && line->phase == LINE_IDLE && !line->fresh)
		return true;
	return line->deadline != 0 && line->deadline <= now;
}

void gate_tick(struct gate *gate)
{
	int64_t now = clock_monotonic();
	struct line *line, *after;

	if (gate->turned_away > 0)
		log_warning("%ld callers were turned away: their address holds half of the connections", gate->turned_away);
	gate->turned_away = 0;
	for (line = TAILQ_FIRST(&gate->lines); line != NULL; line = after) {
		after = TAILQ_NEXT(line, next);
		if (!line_is_over(line, now))
			continue;
		if (line->phase == LINE_ANSWERED)
			log_info("a caller was too slow at reading");
		else if (line->phase == LINE_HEAD || line->phase == LINE_BODY)
			log_info("a caller was too slow at asking");
		line_end(line);
	}
}

void gate_stop(struct gate *gate)
{
	int64_t soon = clock_monotonic() + SECOND;
	struct line *line;

	gate->stopping = true;
	TAILQ_FOREACH(line, &gate->lines, next)
		if (line->fresh && line->phase == LINE_IDLE && line->deadline > soon)
			line->deadline = soon;
	gate_tick(gate);
}
