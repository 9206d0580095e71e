/*
 * refuse - takes a line away from evhttp: says the problem, reads on for a moment so that the other
 * side gets to see it (a close with unread bytes is a reset), and lets evhttp free what it has.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <event2/buffer.h>
#include <event2/bufferevent_ssl.h>
#include <event2/event.h>

#include "base/log.h"
#include "http/gate.h"
#include "http/problem.h"
#include "port/clock.h"

#define LINGER_SECONDS 3

/* Whatever was under way ends as a broken connection does. */
void line_end(struct line *line)
{
	line->evhttp_event(line->bev, BEV_EVENT_EOF | BEV_EVENT_READING, line->evcon);
}

/* One caller may take half of the places, so that he cannot take them from all others by holding them. */
static bool line_is_one_too_many(const struct line *line)
{
	const struct gate *gate = line->gate;
	const struct line *other;
	long theirs = 0, half = (gate->limits.connections + 1) / 2;

	if (!line->known || gate->count <= half)
		return false;
	TAILQ_FOREACH(other, &gate->lines, next)
		theirs += other->known && memcmp(&other->network, &line->network, sizeof line->network) == 0;
	return theirs > half;
}

void line_turn_away(struct line *line)
{
	if (!line_is_one_too_many(line))
		return;
	line->gate->turned_away++;
	line->gate->refusals++;
	line_end(line);
}

/* May come from evhttp's own deferred call too, whose argument is another. */
static void refused_read(struct bufferevent *bev, void *unused __attribute__((unused)))
{
	struct evbuffer *input = bufferevent_get_input(bev);

	evbuffer_drain(input, evbuffer_get_length(input));
}

static void refused_written(struct bufferevent *bev, void *arg)
{
	struct line *line = arg;

	if (line->finished) {
		line_end(line);
		return;
	}
	if (line->tls)
		SSL_shutdown(bufferevent_openssl_get_ssl(bev));
	shutdown(bufferevent_getfd(bev), SHUT_WR);
	line->deadline = line_time(line, LINGER_SECONDS, 0);
}

static void refused_event(struct bufferevent *bev, short what, void *arg)
{
	struct line *line = arg;

	line->finished = true;
	if ((what & BEV_EVENT_ERROR) != 0 || evbuffer_get_length(bufferevent_get_output(bev)) == 0)
		line_end(line);
	else
		bufferevent_disable(bev, EV_READ);
}

static void refusal_write(struct evbuffer *output, int refusal, const char *detail, const char *id)
{
	struct problem problem = {
		.refusal = refusal, .language = LANGUAGE_NB, .detail = detail, .instance = id,
	};
	int status = problem_status(refusal);
	struct buffer body;

	buffer_init(&body);
	problem_write(&problem, &body);
	evbuffer_add_printf(output,
		"HTTP/1.1 %d \r\nContent-Type: application/problem+json\r\nContent-Length: %zu\r\n%s"
		"Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nX-Request-Id: %s\r\n"
		"Connection: close\r\n\r\n", status, body.length,
		status == 503 ? "Retry-After: 2\r\n" : "", id);
	evbuffer_add(output, body.data, body.length);
	buffer_release(&body);
}

void line_refuse(struct line *line, int refusal, const char *detail)
{
	char id[ID_SIZE];

	line->gate->refusals++;
	line->phase = LINE_REFUSED;
	line->deadline = line_time(line, line->gate->limits.request_seconds, 0);
	refused_read(line->bev, NULL);
	bufferevent_setcb(line->bev, refused_read, refused_written, refused_event, line);
	id_make(clock_now(), id);
	refusal_write(bufferevent_get_output(line->bev), refusal, detail, id);
	bufferevent_enable(line->bev, EV_READ | EV_WRITE);
	log_info("refused %d %s request=%s", problem_status(refusal), refusal_code((enum refusal)refusal), id);
}
