/* go - where waiting begins and ends: send the batch, and what its answer means. */
#include "store/db.h"

#include <string.h>

#include "base/fault.h"
#include "store/record.h"

/* The failure of a batch that could not be sent is told from the loop, as every other. */
static void tell_later(evutil_socket_t fd, short what, void *arg)
{
	struct batch *batch = arg;
	void (*done)(void *) = batch->done;

	(void)fd, (void)what;
	batch->done = NULL;
	if (done != NULL)
		done(batch->arg);
}

static void fail_later(struct batch *batch)
{
	static const struct timeval now = { 0, 0 };

	batch->lost = true;
	db_fail(batch, "08006", "connection lost");
	event_base_once(batch->base, -1, EV_TIMEOUT, tell_later, batch, &now);
}

void batch_go(struct batch *batch, void (*done)(void *), void *arg)
{
	int left;

	must(batch->done == NULL);
	batch->done = done;
	batch->arg = arg;
	if (batch->lost || batch->sqlstate[0] != '\0' || !PQpipelineSync(batch->pg)) {
		fail_later(batch);
		return;
	}
	record_sync(batch);
	left = PQflush(batch->pg);
	if (left < 0) {
		fail_later(batch);
		return;
	}
	db_expect(batch);
	db_watch(batch, EV_READ | EV_PERSIST | (left ? EV_WRITE : 0));
}

void batch_clear(struct batch *batch)
{
	db_clear(batch);
}

void batch_push(struct batch *batch)
{
	if (!batch->lost && PQsendFlushRequest(batch->pg))
		PQflush(batch->pg);
}

int batch_backend(const struct batch *batch)
{
	return PQbackendPID(batch->pg);
}

const char *batch_sqlstate(const struct batch *batch)
{
	return batch->sqlstate;
}

const char *batch_complaint(const struct batch *batch)
{
	return batch->complaint;
}

bool batch_tag_is(const struct batch *batch, int place, const char *tag)
{
	return place >= 0 && place < batch->got && strcmp(PQcmdStatus(batch->result[place]), tag) == 0;
}

bool batch_in_transaction(const struct batch *batch)
{
	PGTransactionStatusType status = PQtransactionStatus(batch->pg);

	return status == PQTRANS_INTRANS || status == PQTRANS_INERROR;
}

bool batch_lost(const struct batch *batch)
{
	return batch->lost;
}
