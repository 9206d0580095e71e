/* db - one libpq connection: opens without blocking, prepares every statement, then carries batches. */
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/fault.h"
#include "store/record.h"

#define RESULTS_FIRST 64

static const struct db_hooks *db_hooks;         /* one pool a process: the same for all its connections */

static void on_socket(evutil_socket_t fd, short what, void *arg);

void db_watch(struct batch *batch, short what)
{
	int fd = PQsocket(batch->pg);

	if (batch->event != NULL && batch->watched == what && batch->fd == fd && batch->step == DB_READY)
		return;
	batch->watched = what;
	batch->fd = fd;
	if (batch->event != NULL)
		event_free(batch->event);
	batch->event = event_new(batch->base, fd, what, on_socket, batch);
	must(batch->event != NULL);
	event_add(batch->event, NULL);
}

void db_expect(struct batch *batch)
{
	evtimer_add(batch->patience, &batch->patient_for);
}

void db_clear(struct batch *batch)
{
	for (int i = 0; i < batch->got; i++)
		PQclear(batch->result[i]);
	batch->put = batch->got = 0;
	batch->sqlstate[0] = batch->complaint[0] = '\0';
}

void db_fail(struct batch *batch, const char *sqlstate, const char *complaint)
{
	if (batch->sqlstate[0] != '\0')
		return;                         /* the first failure tells; the rest follows from it */
	snprintf(batch->sqlstate, sizeof batch->sqlstate, "%.5s", sqlstate != NULL ? sqlstate : "08006");
	snprintf(batch->complaint, sizeof batch->complaint, "%s", complaint != NULL ? complaint : "connection lost");
}

void db_close(struct batch *batch)
{
	db_clear(batch);
	if (batch->event != NULL)
		event_free(batch->event);
	batch->event = NULL;
	if (batch->patience != NULL)
		event_free(batch->patience);
	batch->patience = NULL;
	if (batch->pg != NULL)
		PQfinish(batch->pg);
	batch->pg = NULL;
	batch->step = DB_CLOSED;
}

static void give_up(struct batch *batch, const char *complaint)
{
	snprintf(batch->complaint, sizeof batch->complaint, "%s", complaint);
	db_hooks->failed(batch);
}

static void send_prepares(struct batch *batch)
{
	batch->step = DB_PREPARING;
	if (!PQenterPipelineMode(batch->pg)) {
		give_up(batch, PQerrorMessage(batch->pg));
		return;
	}
	for (int i = 0; i < STATEMENTS; i++)
		if (!PQsendPrepare(batch->pg, statement_name(i), statement_sql(i), 0, NULL)) {
			give_up(batch, PQerrorMessage(batch->pg));
			return;
		}
	if (!PQpipelineSync(batch->pg)) {
		give_up(batch, PQerrorMessage(batch->pg));
		return;
	}
	db_watch(batch, EV_READ | EV_PERSIST | (PQflush(batch->pg) ? EV_WRITE : 0));
}

static void connecting(struct batch *batch, const char *settings)
{
	switch (PQconnectPoll(batch->pg)) {
	case PGRES_POLLING_READING:
		db_watch(batch, EV_READ);
		return;
	case PGRES_POLLING_WRITING:
		db_watch(batch, EV_WRITE);
		return;
	case PGRES_POLLING_OK:
		break;
	default:
		give_up(batch, PQerrorMessage(batch->pg));
		return;
	}
	PQsetnonblocking(batch->pg, 1);
	batch->step = DB_SETTING;
	record_settings(batch, settings);
	if (!PQsendQuery(batch->pg, settings)) {
		give_up(batch, PQerrorMessage(batch->pg));
		return;
	}
	db_watch(batch, EV_READ | EV_PERSIST | (PQflush(batch->pg) ? EV_WRITE : 0));
}

/* While opening: settings are one simple query, prepares one pipeline. */
static void opening(struct batch *batch)
{
	while (!PQisBusy(batch->pg)) {
		PGresult *result = PQgetResult(batch->pg);
		ExecStatusType status = result == NULL ? PGRES_EMPTY_QUERY : PQresultStatus(result);

		if (status == PGRES_FATAL_ERROR || status == PGRES_PIPELINE_ABORTED) {
			char complaint[sizeof batch->complaint];

			snprintf(complaint, sizeof complaint, "%s", PQresultErrorMessage(result));
			PQclear(result);
			give_up(batch, complaint);
			return;
		}
		PQclear(result);
		if (status == PGRES_PIPELINE_SYNC) {
			batch->step = DB_READY;
			batch->backoff_ms = 0;
			evtimer_del(batch->patience);
			db_watch(batch, EV_READ | EV_PERSIST);
			db_hooks->ready(batch);
			return;
		}
		if (result == NULL && batch->step == DB_SETTING) {
			send_prepares(batch);
			return;
		}
	}
}

static void finish(struct batch *batch)
{
	void (*done)(void *) = batch->done;

	evtimer_del(batch->patience);
	batch->done = NULL;
	if (done != NULL)
		done(batch->arg);
}

/* Dead: whoever waits is told; one that nobody held is replaced; a holder who does not wait will see `lost`. */
static void lose(struct batch *batch, const char *sqlstate, const char *complaint)
{
	db_fail(batch, sqlstate, complaint);
	batch->lost = true;
	if (batch->event != NULL)
		event_del(batch->event);
	batch->watched = 0;
	if (batch->busy)
		finish(batch);
	else
		db_hooks->failed(batch);
}

/*
 * A database whose machine is frozen or cut off says nothing at all, and no statement_timeout helps:
 * told as if one had come, since another connection would only wait as long again.
 */
static void on_impatience(evutil_socket_t fd, short what, void *arg)
{
	struct batch *batch = arg;

	(void)fd, (void)what;
	if (batch->step != DB_READY)
		give_up(batch, "no answer while connecting");
	else if (batch->done != NULL)
		lose(batch, "57014", "no answer");
}

static void keep(struct batch *batch, PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	if (status == PGRES_FATAL_ERROR)
		db_fail(batch, PQresultErrorField(result, PG_DIAG_SQLSTATE),
			PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY));
	if (batch->got == batch->room) {
		batch->room = batch->room == 0 ? RESULTS_FIRST : batch->room * 2;
		batch->result = realloc(batch->result, (size_t)batch->room * sizeof *batch->result);
		must(batch->result != NULL);
	}
	batch->spent |= PQresultMemorySize(result) > CARRIED_MOST;
	batch->result[batch->got++] = result;
}

static void carrying(struct batch *batch)
{
	while (!PQisBusy(batch->pg)) {
		PGresult *result = PQgetResult(batch->pg);

		if (PQstatus(batch->pg) == CONNECTION_BAD) {
			/* a dead connection never fires its event again: see it before waiting */
			PQclear(result);
			lose(batch, "08006", PQerrorMessage(batch->pg));
			return;
		}
		if (result == NULL) {
			if (batch->done == NULL)
				return;         /* idle */
			continue;               /* between two statements */
		}
		if (PQresultStatus(result) == PGRES_PIPELINE_SYNC) {
			PQclear(result);
			finish(batch);
			return;
		}
		keep(batch, result);
	}
}

static void on_socket(evutil_socket_t fd, short what, void *arg)
{
	struct batch *batch = arg;
	int left;

	(void)fd, (void)what;
	if (batch->step == DB_CONNECTING) {
		connecting(batch, batch->arg);
		return;
	}
	left = PQflush(batch->pg);
	if (left < 0 || !PQconsumeInput(batch->pg)) {
		if (batch->step != DB_READY) {
			give_up(batch, PQerrorMessage(batch->pg));
			return;
		}
		lose(batch, "08006", PQerrorMessage(batch->pg));
		return;
	}
	db_watch(batch, EV_READ | EV_PERSIST | (left ? EV_WRITE : 0));
	if (batch->step == DB_READY)
		carrying(batch);
	else
		opening(batch);
}

void db_open(struct batch *batch, const char *conninfo, const char *settings, const struct db_hooks *hooks)
{
	static const char *const names[] = { "dbname", "application_name", "client_encoding", NULL };
	const char *const values[] = { conninfo, "tilsynd", "UTF8", NULL };

	db_hooks = hooks;
	batch->lost = batch->spent = false;
	batch->arg = (void *)(uintptr_t)settings;
	batch->step = DB_CONNECTING;
	batch->patience = evtimer_new(batch->base, on_impatience, batch);
	must(batch->patience != NULL);
	db_expect(batch);
	batch->pg = PQconnectStartParams(names, values, 1);
	must(batch->pg != NULL);
	if (PQstatus(batch->pg) == CONNECTION_BAD) {
		give_up(batch, PQerrorMessage(batch->pg));
		return;
	}
	db_watch(batch, EV_WRITE);
}
