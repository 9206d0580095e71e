/* serve - the children of the supervisor: a door with its pool and engine, and the clerk. */
#include "serve.h"

#include <event2/event.h>
#include <signal.h>
#include <sys/socket.h>

#include "auth/digest.h"
#include "auth/toil.h"
#include "base/fault.h"
#include "base/log.h"
#include "contract.h"
#include "http/door.h"
#include "store/pool.h"
#include "sys/listen.h"

#define WAIT_MS 2000                    /* for a connection of the pool */
#define STATEMENT_MS 10000
#define LOCK_MS 5000
#define IDLE_MS 15000

/* One door a process: what the door's callbacks without an argument ask. */
static struct pool *pool;
static bool mail_is_held;

static void tell_ready(struct door_ready *ret_ready)
{
	ret_ready->database = pool_ready(pool);
	ret_ready->note = mail_is_held ? "no smtp_url is set: the outbox holds the mail" : NULL;
}

static void measure(struct metrics_place *place)
{
	struct pool_figures figures = pool_figures(pool);

	metrics_gauge(place, GAUGE_POOL_READ, figures.readers);
	metrics_gauge(place, GAUGE_POOL_WRITE, figures.writers);
	metrics_gauge(place, GAUGE_POOL_BUSY, figures.busy);
	metrics_gauge(place, GAUGE_POOL_WAITING, figures.waiting);
}

static void stopped(void *base)
{
	event_base_loopbreak(base);
}

static void on_term(evutil_socket_t fd, short what, void *door)
{
	(void)fd, (void)what;
	door_stop(door);
}

/* A socket in the file system never leaves the machine. */
static bool is_local(int fd)
{
	struct sockaddr_storage address = { .ss_family = AF_UNSPEC };
	socklen_t length = sizeof address;

	return getsockname(fd, (struct sockaddr *)&address, &length) == 0 && address.ss_family == AF_UNIX;
}

static struct door_options options_of(const struct serving *serving, const struct config *config,
	struct door_listener *listeners, const int *fds, int count)
{
	struct door_options options = {
		.listeners = listeners, .listener_count = count, .tls_certificate = config->tls_certificate,
		.tls_key = config->tls_key, .limits = door_limits, .metrics = serving->metrics, .ready = tell_ready,
		.measure = measure, .openapi = contract_write, .stopped = stopped,
	};

	for (int i = 0; i < count; i++)
		listeners[i] = (struct door_listener){ .fd = fds[i],
			.tls = config->tls_certificate != NULL && !is_local(fds[i]) };
	options.limits.connections = config->max_connections;
	options.limits.header_bytes = config->header_limit;
	options.limits.body_bytes = config->body_limit;
	options.limits.large_bytes = config->attachment_limit;
	options.limits.large_total = 4 * config->attachment_limit;
	options.limits.request_seconds = config->request_timeout;
	options.limits.idle_seconds = config->idle_timeout;
	return options;
}

int serve_door(const struct serving *serving, const struct config *config, const int *fds, int count,
	void (*ready)(void))
{
	const struct pool_options wanted = { .conninfo = serving->conninfo, .readers = (int)config->read_connections,
		.writers = (int)config->write_connections, .queue = (int)config->queue_limit, .wait_ms = WAIT_MS,
		.statement_ms = STATEMENT_MS, .lock_ms = LOCK_MS, .idle_ms = IDLE_MS };
	struct event_base *base = event_base_new();
	struct engine engine = { .toil = toil_put, .digest = digest_hex };
	struct door_listener listeners[LISTEN_MOST];
	struct door_options options = options_of(serving, config, listeners, fds, count);
	struct event *term;
	struct buffer complaint;
	static struct door door;

	must(base != NULL);
	mail_is_held = config->smtp_url == NULL;
	engine.pool = pool = pool_new(base, &wanted);
	options.stopped_arg = base;
	buffer_init(&complaint);
	if (door_open(&door, base, &engine, &options, &complaint) != 0) {
		log_error("door: %s", complaint.data);
		return 1;
	}
	term = evsignal_new(base, SIGTERM, on_term, &door);
	must(term != NULL && evsignal_add(term, NULL) == 0);
	ready();
	event_base_dispatch(base);
	event_free(term);
	door_close(&door);
	pool_free(pool);
	event_base_free(base);
	return 0;
}

static void leave(evutil_socket_t fd, short what, void *base)
{
	(void)fd, (void)what;
	event_base_loopbreak(base);
}

int serve_clerk(const struct serving *serving, const struct config *config, void (*ready)(void))
{
	struct event_base *base = event_base_new();
	struct event *term;

	(void)serving, (void)config;
	must(base != NULL);
	term = evsignal_new(base, SIGTERM, leave, base);
	must(term != NULL && evsignal_add(term, NULL) == 0);
	ready();
	event_base_dispatch(base);
	event_free(term);
	event_base_free(base);
	return 0;
}
