/* serve - the children of the supervisor: a door with its pool and engine, and the clerk. */
#include "serve.h"

#include <event2/event.h>
#include <signal.h>
#include <sys/socket.h>

#include "auth/toil.h"
#include "base/day.h"
#include "base/fault.h"
#include "base/log.h"
#include "contract.h"
#include "http/door.h"
#include "http/tls.h"
#include "probe.h"
#include "serve_post.h"
#include "store/once.h"
#include "store/pool.h"
#include "sys/clock.h"
#include "sys/listen.h"
#include "work/clerk.h"
#include "work/digest.h"
#include "work/filing.h"
#include "work/render.h"
#include "work/worker.h"

#define LOCK_MS 5000                    /* a case that somebody holds longer is answered 503 */
#define DRAIN_PAUSE_MS 20
#define TIDY_SECONDS 60
#define TIDY_PATIENCE 5                  /* mail and cases wait meanwhile, and so does who wants us to stop */
#define CLERK_QUEUE 12                   /* its other workers ask for one thing each */
#define KEY_LIFE INT64_C(86400000000)    /* microseconds an idempotency key may be used again */

/* One door a process: what the door's callbacks without an argument ask. */
static struct pool *pool;
static const struct pulse *pulse;
static bool mail_is_held;

static void wrote(void)
{
	pulse_ring(pulse);
}

static void tell_ready(struct door_ready *ret_ready)
{
	ret_ready->clerk_lag = pulse_lag(pulse, clock_now(), clock_monotonic());
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
	metrics_gauge(place, GAUGE_CLERK_LAG, pulse_lag(pulse, clock_now(), clock_monotonic()));
}

/* The lines are gone, but a command whose caller has hung up may still be on its way to the database. */
static void leave_when_idle(evutil_socket_t fd, short what, void *base)
{
	static const struct timeval pause = { .tv_usec = DRAIN_PAUSE_MS * 1000 };
	const struct pool_figures figures = pool_figures(pool);

	(void)fd, (void)what;
	if (figures.busy == 0 && figures.waiting == 0)
		event_base_loopbreak(base);
	else
		must(event_base_once(base, -1, EV_TIMEOUT, leave_when_idle, base, &pause) == 0);
}

static void stopped(void *base)
{
	leave_when_idle(-1, EV_TIMEOUT, base);
}

static void log_event(int severity, const char *text)
{
	log_line(severity >= EVENT_LOG_WARN ? LOG_LEVEL_WARNING : LOG_LEVEL_DEBUG, "libevent: %s", text);
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

int serve_check(const struct config *config, struct buffer *errors)
{
	SSL_CTX *context;
	int r;

	if (serve_post_check(config, errors) != 0)
		return FAULT_CONFIG;
	if (config->tls_certificate == NULL)
		return 0;
	r = tls_load(config->tls_certificate, config->tls_key, &context, errors);
	if (r == 0)
		SSL_CTX_free(context);
	else
		buffer_add_char(errors, '\n');
	return r;
}

int serve_door(const struct serving *serving, const struct config *config, const int *fds, int count,
	void (*ready)(void))
{
	const struct pool_options wanted = { .conninfo = serving->conninfo, .readers = (int)config->read_connections,
		.writers = (int)config->write_connections, .logins = SERVE_LOGINS, .queue = (int)config->queue_limit, .wait_ms = (int)config->queue_timeout * 1000,
		.statement_ms = (int)config->statement_timeout * 1000, .lock_ms = LOCK_MS,
		.idle_ms = (int)config->request_timeout * 1000 };
	struct event_base *base = door_base();
	struct engine engine = { .toil = toil_put, .wrote = wrote };
	struct door_listener listeners[LISTEN_MOST];
	struct door_options options = options_of(serving, config, listeners, fds, count);
	struct event *term;
	struct buffer complaint;
	static struct door door;

	must(base != NULL);
	event_set_log_callback(log_event);
	pulse = &serving->pulse;
	mail_is_held = config->smtp_url == NULL;
	engine.pool = pool = pool_new(base, &wanted);
#ifdef TEST_CLOCK
	engine.probe = probe_from_environment(false);
#endif
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

/* One authority after the other; what somebody else made impossible now is done the next time. */
static int tidy(const char *conninfo)
{
	char why[512] = "", before[INSTANT_TEXT], now[INSTANT_TEXT];
	struct once *list = once_open_within(conninfo, TIDY_PATIENCE, why, sizeof why);
	struct once *once = list == NULL ? NULL : once_open_within(conninfo, TIDY_PATIENCE, why, sizeof why);
	int r = list == NULL || once == NULL || once_ask(list, SQL_authority_list, NULL) != 0 ? FAULT_DATABASE : 0;

	instant_format(clock_now() - KEY_LIFE, before);
	instant_format(clock_now(), now);
	for (int i = 0; r == 0 && i < once_rows(list); i++) {
		const struct with with[] = { { "authority", once_text(list, i, "id") }, { "before", before }, { "now", now },
			{ NULL, NULL } };

		if (once_ask(once, SQL_authority_enter, with) != 0 || once_ask(once, SQL_idempotency_prune, with) != 0
		    || once_ask(once, SQL_session_prune, with) != 0)
			r = FAULT_DATABASE;
	}
	if (list != NULL)
		once_close(list);
	if (once != NULL)
		once_close(once);
	return r;
}

#ifdef TEST_CLOCK
#define CLOCK_IS_MOVED true             /* by years, in a moment */
#define RENDER_MS 100
#define DIGEST_MS 100
#else
#define CLOCK_IS_MOVED false
#define DIGEST_MS 60000
#define RENDER_MS 1000                  /* somebody waits to see what was sent */
#endif

static struct event_base *clerk_base;
static struct digest *digest;
static struct filing *filing;
static struct render *render;
static struct metrics_place *clerk_place;
static struct post *post;

static void tell_mail(int64_t waiting, int64_t oldest)
{
	metrics_gauge(clerk_place, GAUGE_MAIL_WAITING, waiting);
	metrics_gauge(clerk_place, GAUGE_MAIL_SECONDS, oldest == INSTANT_NONE ? 0 : (clock_now() - oldest) / 1000000);
}

static void count_work(enum work_count what)
{
	static const enum metrics_counter counters[WORK_COUNTS] = {
		[WORK_AWAY] = COUNTER_CLERK_AWAY, [WORK_FAULT] = COUNTER_CLERK_FAULTS, [WORK_MAIL_SENT] = COUNTER_MAIL_SENT,
		[WORK_MAIL_LATER] = COUNTER_MAIL_LATER, [WORK_MAIL_FAILED] = COUNTER_MAIL_FAILED,
	};

	metrics_add(clerk_place, counters[what], 1);
}

static void tell_archive(int64_t waiting, int64_t failing, int64_t oldest, bool usable)
{
	metrics_gauge(clerk_place, GAUGE_ARCHIVE_WAITING, waiting);
	metrics_gauge(clerk_place, GAUGE_ARCHIVE_FAILING, failing);
	metrics_gauge(clerk_place, GAUGE_ARCHIVE_SECONDS, oldest == INSTANT_NONE ? 0 : (clock_now() - oldest) / 1000000);
	metrics_gauge(clerk_place, GAUGE_ARCHIVE_UNUSABLE, !usable);
}

static void tell_due(int64_t due)
{
	pulse_tell(pulse, due, clock_monotonic());
}

/* Nobody waits for the clerk, so it may wait for the database, for a moment. */
static void on_tidy(evutil_socket_t fd, short what, void *conninfo)
{
	(void)fd, (void)what;
	if (tidy(conninfo) != 0)
		log_warning("the database is away: old keys and sessions stay for now");
}

static void digest_rests(void *base)
{
	post_stop(post, stopped, base);
}

static void render_rests(void *base)
{
	digest_stop(digest, digest_rests, base);
}

static void filing_rests(void *base)
{
	render_stop(render, render_rests, base);
}

static void clerk_rests(void *base)
{
	filing_stop(filing, filing_rests, base);
}

static void on_clerk_term(evutil_socket_t fd, short what, void *clerk)
{
	(void)fd, (void)what;
	clerk_stop(clerk, clerk_rests, clerk_base);
}

int serve_clerk(const struct serving *serving, const struct config *config, void (*ready)(void))
{
	static const struct timeval tidy_every = { TIDY_SECONDS, 0 };
	const struct pool_options wanted = { .conninfo = serving->conninfo, .readers = 1, .writers = CLERK_AT_ONCE, .queue = CLERK_QUEUE,
		.wait_ms = (int)config->queue_timeout * 1000, .statement_ms = (int)config->statement_timeout * 1000,
		.lock_ms = LOCK_MS, .idle_ms = (int)config->request_timeout * 1000 };
	const struct clerk_options options = { .bell = serving->pulse.bell, .moved_clock = CLOCK_IS_MOVED, .tell = tell_due };
	const struct filing_options archive = { .folder = config->archive_dir, .look_ms = RENDER_MS, .tell = tell_archive };
	struct engine engine = { 0 };
	struct event *term, *tidying;
	struct clerk *clerk;

	clerk_base = event_base_new();
	must(clerk_base != NULL);
	event_set_log_callback(log_event);
	engine.pool = pool = pool_new(clerk_base, &wanted);
#ifdef TEST_CLOCK
	engine.probe = probe_from_environment(true);
#endif
	clerk_place = metrics_take_place(serving->metrics);
	worker_count_with(count_work);
	pulse = &serving->pulse;
	clerk = clerk_new(clerk_base, &engine, &options);
	filing = filing_new(clerk_base, &engine, &archive);
	render = render_new(clerk_base, &engine, RENDER_MS);
	digest = digest_new(clerk_base, &engine, DIGEST_MS);
	post = serve_post_new(clerk_base, &engine, config, tell_mail);
	term = evsignal_new(clerk_base, SIGTERM, on_clerk_term, clerk);
	tidying = event_new(clerk_base, -1, EV_PERSIST, on_tidy, (void *)(uintptr_t)serving->conninfo);
	must(term != NULL && evsignal_add(term, NULL) == 0 && tidying != NULL && evtimer_add(tidying, &tidy_every) == 0);
	ready();
	event_base_dispatch(clerk_base);
	event_free(tidying);
	event_free(term);
	clerk_free(clerk);
	filing_free(filing);
	render_free(render);
	digest_free(digest);
	serve_post_free(post);
	metrics_leave_place(clerk_place);
	pool_free(pool);
	event_base_free(clerk_base);
	return 0;
}
