/* metrics - one writer a place and numbers of one word: no lock is needed to read them. */
#include "http/metrics.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/fault.h"

/* The last of each stands for all others. */
static const int statuses[] = {
	200, 201, 204, 304, 400, 401, 403, 404, 405, 409, 412, 413, 415, 422, 428, 429, 500, 503, 0
};
static const int64_t bounds[] = {
	1000, 2000, 5000, 10000, 20000, 50000, 100000, 200000, 500000, 1000000, 5000000, INT64_MAX
};
#define STATUSES (sizeof statuses / sizeof statuses[0])
#define BOUNDS (sizeof bounds / sizeof bounds[0])

struct figures {
	uint64_t status[STATUSES];
	uint64_t within[BOUNDS];        /* not cumulative here */
	uint64_t microseconds;
};

struct metrics_place {
	int owner;                      /* its process id; 0: nobody's */
	int64_t gauge[GAUGES], counter[COUNTERS];
	struct figures operation[];     /* the first: no route */
};

/* 64 doors at most, as many again while a reload changes them, and some that were killed. */
#define PLACES 160

struct metrics {
	int operations;
	size_t place_size;
	_Alignas(64) char places[];
};

static struct metrics_place *place_at(const struct metrics *metrics, int i)
{
	return (struct metrics_place *)(metrics->places + (size_t)i * metrics->place_size);
}

struct metrics *metrics_new(int operation_count)
{
	size_t place = sizeof(struct metrics_place) + (size_t)(operation_count + 1) * sizeof(struct figures);
	struct metrics *metrics;

	place = (place + 63) & ~(size_t)63;
	metrics = mmap(NULL, sizeof *metrics + PLACES * place, PROT_READ | PROT_WRITE,
		MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	must(metrics != MAP_FAILED);
	metrics->operations = operation_count;
	metrics->place_size = place;
	return metrics;
}

static bool place_is_lived_in(const struct metrics_place *place)
{
	int owner = __atomic_load_n(&place->owner, __ATOMIC_ACQUIRE);

	return owner != 0 && (kill(owner, 0) == 0 || errno == EPERM);
}

struct metrics_place *metrics_take_place(struct metrics *metrics)
{
	for (int i = 0; i < PLACES; i++) {
		struct metrics_place *place = place_at(metrics, i);
		int owner = __atomic_load_n(&place->owner, __ATOMIC_ACQUIRE);

		if (place_is_lived_in(place))
			continue;
		if (!__atomic_compare_exchange_n(&place->owner, &owner, (int)getpid(), false, __ATOMIC_ACQ_REL,
		    __ATOMIC_ACQUIRE))
			continue;               /* another was faster */
		memset(place->gauge, 0, sizeof place->gauge);
		return place;
	}
	must(!"more doors than places");
	return NULL;
}

void metrics_leave_place(struct metrics_place *place)
{
	__atomic_store_n(&place->owner, 0, __ATOMIC_RELEASE);
}

void metrics_count(struct metrics_place *place, int operation, int status, int64_t microseconds)
{
	struct figures *figures = &place->operation[operation + 1];
	size_t at = 0;

	while (at < STATUSES - 1 && statuses[at] != status)
		at++;
	figures->status[at]++;
	for (at = 0; microseconds > bounds[at];)
		at++;
	figures->within[at]++;
	figures->microseconds += (uint64_t)microseconds;
}

void metrics_gauge(struct metrics_place *place, enum metrics_gauge gauge, int64_t value)
{
	place->gauge[gauge] = value;
}

void metrics_add(struct metrics_place *place, enum metrics_counter counter, int64_t more)
{
	place->counter[counter] += more;
}

static void operation_sum(const struct metrics *metrics, int operation, struct figures *ret_sum)
{
	*ret_sum = (struct figures){ .microseconds = 0 };
	for (int i = 0; i < PLACES; i++) {
		const struct figures *figures = &place_at(metrics, i)->operation[operation + 1];

		for (size_t at = 0; at < STATUSES; at++)
			ret_sum->status[at] += figures->status[at];
		for (size_t at = 0; at < BOUNDS; at++)
			ret_sum->within[at] += figures->within[at];
		ret_sum->microseconds += figures->microseconds;
	}
}

static void names_take(const struct routes *routes, const char **names)
{
	names[0] = "none";
	for (int i = 0; i < routes->count; i++)
		for (int method = 0; method < HTTP_METHODS; method++)
			if (routes->route[i].operation[method] != NULL)
				names[routes->route[i].number[method] + 1] = routes->route[i].operation[method]->name;
}

static void requests_write(const struct metrics *metrics, const char *const *names, struct buffer *buffer)
{
	struct figures sum;

	buffer_add_text(buffer, "# HELP tilsyn_requests_total Requests answered, by operation and status.\n"
		"# TYPE tilsyn_requests_total counter\n");
	for (int operation = -1; operation < metrics->operations; operation++) {
		operation_sum(metrics, operation, &sum);
		for (size_t i = 0; i < STATUSES; i++) {
			if (sum.status[i] == 0)
				continue;
			buffer_format(buffer, "tilsyn_requests_total{operation=\"%s\",status=\"",
				names[operation + 1]);
			if (statuses[i] == 0)
				buffer_add_text(buffer, "other");
			else
				buffer_add_integer(buffer, statuses[i]);
			buffer_format(buffer, "\"} %llu\n", (unsigned long long)sum.status[i]);
		}
	}
}

static void histogram_write(const char *name, const struct figures *sum, struct buffer *buffer)
{
	unsigned long long count = 0;

	for (size_t i = 0; i < BOUNDS; i++) {
		count += sum->within[i];
		buffer_format(buffer, "tilsyn_request_duration_seconds_bucket{operation=\"%s\",le=\"", name);
		if (i == BOUNDS - 1)
			buffer_add_text(buffer, "+Inf");
		else
			buffer_format(buffer, "%g", (double)bounds[i] / 1e6);
		buffer_format(buffer, "\"} %llu\n", count);
	}
	buffer_format(buffer, "tilsyn_request_duration_seconds_sum{operation=\"%s\"} %.6f\n"
		"tilsyn_request_duration_seconds_count{operation=\"%s\"} %llu\n",
		name, (double)sum->microseconds / 1e6, name, count);
}

static void durations_write(const struct metrics *metrics, const char *const *names, struct buffer *buffer)
{
	struct figures sum;

	buffer_add_text(buffer,
		"# HELP tilsyn_request_duration_seconds From the whole request to its answer, by operation.\n"
		"# TYPE tilsyn_request_duration_seconds histogram\n");
	for (int operation = -1; operation < metrics->operations; operation++) {
		bool any = false;

		operation_sum(metrics, operation, &sum);
		for (size_t i = 0; i < BOUNDS; i++)
			any |= sum.within[i] > 0;
		if (any)
			histogram_write(names[operation + 1], &sum, buffer);
	}
}

static void figure_write(const char *name, const char *type, const char *help, int64_t value,
	struct buffer *buffer)
{
	buffer_format(buffer, "# HELP tilsyn_%s %s\n# TYPE tilsyn_%s %s\ntilsyn_%s %lld\n", name, help, name, type,
		name, (long long)value);
}

/* All doors see the same clerk; what else they have is each their own. */
int64_t metrics_sum(const struct metrics *metrics, enum metrics_gauge gauge)
{
	int64_t sum = 0;

	for (int i = 0; i < PLACES; i++) {
		const struct metrics_place *place = place_at(metrics, i);

		if (!place_is_lived_in(place))
			continue;
		if (gauge != GAUGE_CLERK_LAG)
			sum += place->gauge[gauge];
		else if (place->gauge[gauge] > sum)
			sum = place->gauge[gauge];
	}
	return sum;
}

static void gauges_write(const struct metrics *metrics, struct buffer *buffer)
{
	static const struct { const char *name, *help; } gauges[GAUGES] = {
		[GAUGE_LINES] = { "connections", "Callers connected." },
		[GAUGE_LARGE_BYTES] = { "large_body_bytes", "Memory set aside for large bodies under way." },
		[GAUGE_ANSWER_BYTES] = { "large_answer_bytes", "Memory of large answers that their callers have not read yet." },
		[GAUGE_POOL_READ] = { "database_read_connections", "Connections to the database for reading." },
		[GAUGE_POOL_WRITE] = { "database_write_connections", "Connections to the database for commands." },
		[GAUGE_POOL_BUSY] = { "database_busy_connections", "Connections to the database in use." },
		[GAUGE_POOL_WAITING] = { "database_waiting_requests", "Requests that wait for a connection to the database." },
		[GAUGE_MAIL_WAITING] = { "outbox_waiting", "Mails that wait to be sent." },
		[GAUGE_MAIL_SECONDS] = { "outbox_oldest_seconds", "For how long the oldest of them has waited." },
		[GAUGE_ARCHIVE_WAITING] = { "archive_waiting", "Journal posts that wait to be given to the archive." },
		[GAUGE_ARCHIVE_FAILING] = { "archive_failing", "Those of them that could not be written." },
		[GAUGE_ARCHIVE_SECONDS] = { "archive_oldest_seconds", "For how long the oldest of them has waited." },
		[GAUGE_ARCHIVE_UNUSABLE] = { "archive_unusable", "1 where the archive's folder cannot be used." },
		[GAUGE_CLERK_LAG] = { "clerk_lag_seconds", "Since the oldest thing was due that the clerk has not done, or since it looked last." },
	}, counters[COUNTERS] = {
		[COUNTER_REFUSALS] = { "refused_requests_total", "Requests refused before they were read whole." },
		[COUNTER_RETRIES] = { "retries_total", "Transactions begun again after a conflict or a lost connection." },
		[COUNTER_CLERK_AWAY] = { "clerk_away_total", "Times the clerk asked a database that was away." },
		[COUNTER_CLERK_FAULTS] = { "clerk_faults_total", "Times the clerk could not do what was due." },
		[COUNTER_MAIL_SENT] = { "mails_sent_total", "Mails that the mail server took." },
		[COUNTER_MAIL_LATER] = { "mails_put_off_total", "Attempts to mail that are to be made again." },
		[COUNTER_MAIL_FAILED] = { "mails_failed_total", "Mails that were refused or given up." },
	};
	int64_t counter[COUNTERS] = { 0 };

	for (int i = 0; i < PLACES; i++)
		for (int at = 0; at < COUNTERS; at++)
			counter[at] += place_at(metrics, i)->counter[at];
	for (int at = 0; at < GAUGES; at++)
		figure_write(gauges[at].name, "gauge", gauges[at].help, metrics_sum(metrics, (enum metrics_gauge)at), buffer);
	for (int at = 0; at < COUNTERS; at++)
		figure_write(counters[at].name, "counter", counters[at].help, counter[at], buffer);
}

void metrics_write(const struct metrics *metrics, const struct routes *routes, struct buffer *buffer)
{
	struct arena arena;
	const char **names;

	must(metrics->operations == routes->operations);
	arena_init(&arena);
	names = arena_take_array(&arena, (size_t)metrics->operations + 1, sizeof *names);
	names_take(routes, names);
	requests_write(metrics, names, buffer);
	durations_write(metrics, names, buffer);
	gauges_write(metrics, buffer);
	arena_release(&arena);
}
