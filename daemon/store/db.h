/* db.h - one libpq connection in pipeline mode on a libevent loop; inside store/ only. */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <event2/event.h>
#include <libpq-fe.h>

#include "store/batch.h"
#include "store/go.h"

#define BATCH_OWN 16

enum db_step { DB_CLOSED, DB_CONNECTING, DB_SETTING, DB_PREPARING, DB_READY };

/* libpq keeps what it once needed: a connection that carried so much for one statement is opened anew. */
#define CARRIED_MOST (4 << 20)

struct batch {
	PGconn *pg;
	struct event *event;
	struct event *patience;         /* fires when the database has not answered in time */
	struct timeval patient_for;
	struct event_base *base;
	struct pool *pool;
	enum pool_side side;
	enum db_step step;
	short watched;                  /* what the event waits for, and on which socket */
	int fd;
	bool busy;                      /* lent to a request */
	bool lost;
	bool spent;                     /* what libpq grew to is more than it should keep */
	int backoff_ms;
	PGresult **result;              /* as many as the largest case has asked for: see keep() */
	int room;
	enum statement *statement;      /* what they are of; grows in batch_put */
	int places;
	int put, got;                   /* statements sent, results read */
	char sqlstate[6];
	char complaint[256];
	struct with own[BATCH_OWN + 1];
	struct arena scratch;           /* parameter texts; cleared at go */
	void (*done)(void *);
	void *arg;
	struct batch *next;
};

/* Starts to connect; ready(batch) or failed(batch) is called later, from the loop. */
struct db_hooks {
	void (*ready)(struct batch *);
	void (*failed)(struct batch *);
};
void db_open(struct batch *batch, const char *conninfo, const char *settings, const struct db_hooks *hooks);
void db_close(struct batch *batch);
void db_clear(struct batch *batch);     /* forget the results */
void db_watch(struct batch *batch, short what);
void db_expect(struct batch *batch);    /* from now on an answer is waited for */
void db_fail(struct batch *batch, const char *sqlstate, const char *complaint);

#endif
