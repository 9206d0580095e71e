/* door - opens and stops; everything between is a callback of the loop. */
#include "http/door.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>
#include <event2/listener.h>

#include "auth/toil.h"
#include "base/fault.h"
#include "http/exchange.h"
#include "http/tls.h"

#define TOIL_MOST 8                     /* logins that may wait: a third of a second */

const struct gate_limits door_limits = {
	.connections = 4000, .header_bytes = 16 << 10, .body_bytes = 1 << 20, .large_bytes = 32 << 20,
	.large_total = 128 << 20, .answers_total = 512 << 20, .request_seconds = 30, .idle_seconds = 60, .slowest = 32 << 10,
};

static const struct operation *const *const lists[] = { operations, page_operations };

struct event_base *door_base(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base;

	/* evhttp turns reading and writing on and off: six calls a request, or two when told once a turn */
	must(config != NULL && event_config_set_flag(config, EVENT_BASE_FLAG_EPOLL_USE_CHANGELIST) == 0);
	base = event_base_new_with_config(config);
	must(base != NULL);
	event_config_free(config);
	return base;
}

int door_operations(void)
{
	int count = 0;

	for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
		for (const struct operation *const *at = lists[i]; *at != NULL; at++)
			count++;
	return count;
}

static void listeners_set(struct door *door, bool listening)
{
	for (int i = 0; i < door->options.listener_count; i++) {
		struct evconnlistener *listener = evhttp_bound_socket_get_listener(door->bound[i]);

		if (listening)
			evconnlistener_enable(listener);
		else
			evconnlistener_disable(listener);
	}
}

/* A line has come or gone. */
static void crowd(struct gate *gate)
{
	struct door *door = gate->door;
	bool full = gate->count >= gate->limits.connections;

	if (gate->stopping && gate->count == 0)
		door->options.stopped(door->options.stopped_arg);
	if (!gate->stopping && full != door->full) {
		door->full = full;
		listeners_set(door, !full);
	}
}

/* The listener stays readable: without a pause until the next tick it would be a busy loop. */
static void accept_failed(struct evconnlistener *listener, void *unused __attribute__((unused)))
{
	evconnlistener_disable(listener);
}

static void tick(evutil_socket_t fd __attribute__((unused)), short what __attribute__((unused)), void *arg)
{
	struct door *door = arg;
	struct gate *gate = &door->gate;

	gate_tick(gate);
	if (!gate->stopping && !door->full)
		listeners_set(door, true);      /* after accept_failed */
	metrics_gauge(door->place, GAUGE_LINES, gate->count);
	metrics_gauge(door->place, GAUGE_LARGE_BYTES, gate->large);
	metrics_gauge(door->place, GAUGE_ANSWER_BYTES, gate->answers);
	metrics_add(door->place, COUNTER_REFUSALS, gate->refusals - door->refusals_told);
	metrics_add(door->place, COUNTER_RETRIES, door->engine->retries - door->retries_told);
	door->refusals_told = gate->refusals;
	door->retries_told = door->engine->retries;
	door->options.measure(door->place);
}

static void toil_done(evutil_socket_t fd __attribute__((unused)), short what __attribute__((unused)),
	void *unused __attribute__((unused)))
{
	toil_finish();
}

static struct evhttp *evhttp_make(struct door *door, bool tls)
{
	struct evhttp *http = evhttp_new(door->base);

	must(http != NULL);
	evhttp_set_gencb(http, exchange_begin, door);
	evhttp_set_allowed_methods(http, UINT16_MAX);   /* all: 405 is ours to say, with Allow */
	evhttp_set_default_content_type(http, NULL);
	gate_attach(&door->gate, http, tls);
	return http;
}

static void listen_all(struct door *door)
{
	door->bound = calloc((size_t)door->options.listener_count, sizeof *door->bound);
	must(door->bound != NULL);
	for (int i = 0; i < door->options.listener_count; i++) {
		const struct door_listener *listener = &door->options.listeners[i];
		struct evhttp *http = listener->tls ? door->tls : door->plain;

		door->bound[i] = evhttp_accept_socket_with_handle(http, listener->fd);
		must(door->bound[i] != NULL);
		evconnlistener_set_error_cb(evhttp_bound_socket_get_listener(door->bound[i]), accept_failed);
	}
}

static bool has_tls(const struct door_options *options)
{
	for (int i = 0; i < options->listener_count; i++)
		if (options->listeners[i].tls)
			return true;
	return false;
}

int door_open(struct door *door, struct event_base *base, struct engine *engine,
	const struct door_options *options, struct buffer *complaint)
{
	static const struct timeval second = { .tv_sec = 1 };
	int fault;

	*door = (struct door){ .base = base, .engine = engine, .options = *options };
	gate_init(&door->gate, base, &options->limits);
	door->gate.door = door;
	door->gate.gone = exchange_gone;
	door->gate.crowd = crowd;
	if (has_tls(options)) {
		fault = tls_load(options->tls_certificate, options->tls_key, &door->gate.tls, complaint);
		if (fault != 0)
			return fault;
	}
	fault = toil_start(TOIL_MOST);
	if (fault != 0) {
		SSL_CTX_free(door->gate.tls);
		buffer_format(complaint, "the helper thread cannot be started: %s", strerror(errno));
		return fault;
	}
	door->place = metrics_take_place(options->metrics);
	routes_init(&door->routes, lists, (int)(sizeof lists / sizeof lists[0]));
	door->attempts = attempts_new();
	door->plain = evhttp_make(door, false);
	door->tls = evhttp_make(door, true);
	door->tick = event_new(base, -1, EV_PERSIST, tick, door);
	door->toil = event_new(base, toil_fd(), EV_READ | EV_PERSIST, toil_done, NULL);
	must(door->tick != NULL && door->toil != NULL);
	must(event_add(door->tick, &second) == 0 && event_add(door->toil, NULL) == 0);
	listen_all(door);
	return 0;
}

void door_stop(struct door *door)
{
	if (door->gate.stopping)
		return;
	for (int i = 0; i < door->options.listener_count; i++) {
		bool tls = door->options.listeners[i].tls;

		evhttp_del_accept_socket(tls ? door->tls : door->plain, door->bound[i]);
	}
	if (door->gate.count == 0) {
		door->gate.stopping = true;
		door->options.stopped(door->options.stopped_arg);
	} else {
		gate_stop(&door->gate);
	}
}

void door_close(struct door *door)
{
	event_free(door->tick);
	event_free(door->toil);
	toil_stop();
	evhttp_free(door->plain);
	evhttp_free(door->tls);
	gate_release(&door->gate);
	metrics_leave_place(door->place);
	SSL_CTX_free(door->gate.tls);
	exchanges_release(door);
	attempts_free(door->attempts);
	routes_release(&door->routes);
	free(door->bound);
}
