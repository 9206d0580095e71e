/* door - a door with the fake engine: prints its port, serves until SIGTERM.  door [CERTIFICATE KEY] */
#include <arpa/inet.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <event2/event.h>

#include "auth/toil.h"
#include "base/log.h"
#include "http/door.h"
#include "sys/clock.h"

static struct event_base *base;
static struct door door;

static int listen_somewhere(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t length = sizeof address;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);

	must(fd >= 0 && bind(fd, (struct sockaddr *)&address, length) == 0 && listen(fd, 1024) == 0);
	must(getsockname(fd, (struct sockaddr *)&address, &length) == 0);
	printf("%d\n", ntohs(address.sin_port));
	fflush(stdout);
	return fd;
}

static void ready(struct door_ready *ret_ready)
{
	ret_ready->database = access("database-is-away", F_OK) != 0;
	ret_ready->note = "ready, but no smtp_url is set: the outbox holds the mail";
}

static void measure(struct metrics_place *place)
{
	metrics_gauge(place, GAUGE_POOL_READ, 4);
}

static void openapi(struct buffer *buffer)
{
	buffer_add_text(buffer, "{\"openapi\":\"3.1.0\"}");
}

static void stopped(void *unused __attribute__((unused)))
{
	event_base_loopbreak(base);
}

static void terminated(evutil_socket_t signal_number __attribute__((unused)), short what __attribute__((unused)),
	void *unused __attribute__((unused)))
{
	door_stop(&door);
}

int main(int count, char **words)
{
	struct door_listener listener = { .tls = count > 2 };
	struct door_options options = {
		.listeners = &listener, .listener_count = 1, .limits = door_limits, .ready = ready, .measure = measure,
		.openapi = openapi, .stopped = stopped, .tls_certificate = words[1], .tls_key = count > 2 ? words[2] : NULL,
	};
	struct engine engine = { .toil = toil_put };
	struct buffer complaint;
	struct event *term;

	signal(SIGPIPE, SIG_IGN);
	log_start("door", LOG_LEVEL_INFO);
	base = door_base();
	term = evsignal_new(base, SIGTERM, terminated, NULL);
	must(base != NULL && term != NULL && event_add(term, NULL) == 0);
	options.limits.large_total = 40 << 20;
	options.limits.answers_total = 20 << 20;
	if (getenv("DOOR_SECONDS") != NULL) {
		options.limits.request_seconds = atol(getenv("DOOR_SECONDS"));
		options.limits.idle_seconds = 2 * options.limits.request_seconds;
		options.limits.slowest = 16 << 20;
	}
	if (getenv("DOOR_CONNECTIONS") != NULL)
		options.limits.connections = atol(getenv("DOOR_CONNECTIONS"));
	options.metrics = metrics_new(door_operations());
	listener.fd = listen_somewhere();
	buffer_init(&complaint);
	if (door_open(&door, base, &engine, &options, &complaint) != 0) {
		fprintf(stderr, "%s\n", complaint.data);
		return 1;
	}
	event_base_dispatch(base);
	door_close(&door);
	event_free(term);
	event_base_free(base);
	libevent_global_shutdown();
	return 0;
}
