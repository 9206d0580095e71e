/*
 * metrics.h - what the doors count, and the text Prometheus reads.  All doors of a supervisor count in
 * one piece of shared memory, each in its own place, so that any of them can answer for all.
 */
#ifndef HTTP_METRICS_H
#define HTTP_METRICS_H

#include <stdint.h>

#include "base/buffer.h"
#include "http/route.h"

enum metrics_gauge {
	GAUGE_LINES, GAUGE_LARGE_BYTES, GAUGE_ANSWER_BYTES, GAUGE_POOL_READ, GAUGE_POOL_WRITE, GAUGE_POOL_BUSY, GAUGE_POOL_WAITING,
	GAUGE_MAIL_WAITING, GAUGE_MAIL_SECONDS, GAUGE_ARCHIVE_WAITING, GAUGE_ARCHIVE_FAILING, GAUGE_ARCHIVE_SECONDS,
	GAUGE_ARCHIVE_UNUSABLE, GAUGE_CLERK_LAG,
	GAUGES
};
enum metrics_counter {
	COUNTER_REFUSALS, COUNTER_RETRIES,
	COUNTER_CLERK_AWAY, COUNTER_CLERK_FAULTS, COUNTER_MAIL_SENT, COUNTER_MAIL_LATER, COUNTER_MAIL_FAILED,
	COUNTERS
};

/* Before the fork, so that the memory is shared; operation_count: door_operations().  Never freed. */
struct metrics *metrics_new(int operation_count);

/* After it: a place of this process's own, that of an ended door before a new one. */
struct metrics_place *metrics_take_place(struct metrics *metrics);
void metrics_leave_place(struct metrics_place *place);

/* A request was answered; operation -1: it had no route. */
void metrics_count(struct metrics_place *place, int operation, int status, int64_t microseconds);
void metrics_gauge(struct metrics_place *place, enum metrics_gauge gauge, int64_t value);
void metrics_add(struct metrics_place *place, enum metrics_counter counter, int64_t more);

/* Of all that live. */
int64_t metrics_sum(const struct metrics *metrics, enum metrics_gauge gauge);

void metrics_write(const struct metrics *metrics, const struct routes *routes, struct buffer *buffer);

#endif
