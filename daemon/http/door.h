/*
 * door.h - a process's HTTP side: listeners, lines, requests to the engine, answers back.  It waits
 * only in the event loop it is given, and never for the database: the engine does.
 */
#ifndef HTTP_DOOR_H
#define HTTP_DOOR_H

#include "http/attempts.h"
#include "http/gate.h"
#include "http/metrics.h"
#include "http/route.h"
#include "op/engine.h"

struct door_listener { int fd; bool tls; };     /* bound and listening; the door closes it */

struct door_ready {
	bool database;                  /* it answers */
	int64_t clerk_lag;              /* seconds since the oldest thing was due that the clerk has not done, or since it looked last */
	const char *note;               /* ready, but: one line, as that the outbox holds the mail; or NULL */
};

struct door_options {
	const struct door_listener *listeners;
	int listener_count;
	const char *tls_certificate, *tls_key;  /* needed when a listener has tls */
	struct gate_limits limits;              /* door_limits, and what the configuration says */
	struct metrics *metrics;                /* from metrics_new(door_operations()), before the fork */
	void (*ready)(struct door_ready *ret_ready);
	/* once a second: sets the gauges of the pools */
	void (*measure)(struct metrics_place *place);
	void (*openapi)(struct buffer *buffer);
	/* after door_stop: the last line has gone.  Within a callback: leave the loop, then door_close */
	void (*stopped)(void *);
	void *stopped_arg;
};

extern const struct gate_limits door_limits;

struct exchange;

struct door {
	struct event_base *base;
	struct door_options options;
	struct engine *engine;
	struct gate gate;
	struct routes routes;
	struct attempts *attempts;
	struct metrics_place *place;
	long refusals_told, retries_told;       /* to the metrics */
	struct evhttp *plain, *tls;
	struct evhttp_bound_socket **bound;
	struct event *tick, *toil;
	struct exchange *spare;
	int spares;
	bool full;                      /* limits.connections are there: nothing is accepted */
};

struct event_base *door_base(void);     /* a loop made for doors */
int door_operations(void);              /* how many operations the metrics must have room for */

/*
 * After the fork.  Begins to accept, and starts the helper thread of auth/toil.h (which engine.toil
 * is).  0, or a fault with the reason added to complaint.
 */
int door_open(struct door *door, struct event_base *base, struct engine *engine,
	const struct door_options *options, struct buffer *complaint) __attribute__((warn_unused_result));
/*
 * Accepts no more, ends the idle lines, and calls options.stopped when the others have had their
 * answers.  Asked again it does nothing more.
 */
void door_stop(struct door *door);
void door_close(struct door *door);     /* after stopped */

#endif
