/*
 * engine - load, find, decide, write, commit, reply: the only file that waits.
 *
 *     begin + load -> sync .. wait .. find, decide -> write + commit -> sync .. wait .. reply
 *                                          \ refusal, fault, conflict -> rollback -> reply, or begin again
 *
 * A read is load and reply alone, in the implicit transaction of its pipeline.
 */
#include "op/engine.h"

#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "base/sum.h"
#include "op/caller.h"
#include "store/go.h"
#include "store/pool.h"

#define TRIES 6

/* A key is scoped to account, method and target; a command without one has its request's id. */
static const char *const method_words[HTTP_METHODS] = { "GET", "POST", "PATCH", "DELETE" };
#define KEY_OF(request) \
	{ "key", (request)->key != NULL ? (request)->key : (request)->id }, \
	{ "method", method_words[(request)->op->method] }, { "target", (request)->target }

static void begin(struct engine *engine, struct request *request);
static void loaded(void *arg);
static void committed(void *arg);
static void rolled_back(void *arg);

/* What the engine itself put, and where. */
struct run {
	struct engine *engine;
	struct request *request;
	int caller, claim, stored, commit;
	enum ending { END_SAID, END_AGAIN } ending;     /* after the rollback: answer, or begin again */
	char now[INSTANT_TEXT], today[DAY_TEXT];
};

static bool writes(const struct request *request)
{
	return (request->op->is & OP_WRITE) != 0;
}

static bool claims(const struct request *request)
{
	return writes(request) && !(request->op->is & (OP_OPEN | OP_SECRET));
}

static void finish(struct request *request)
{
	if (request->batch != NULL)
		pool_give(request->run->engine->pool, request->batch);
	request->batch = NULL;
	if (request->refusal == 0)
		request->step = "done";         /* else where it came to a halt: that is logged */
	request->done(request);
}

/*
 * What a failed statement means.  To begin again is safe: load, decide and write are functions of
 * the request and the rows, and a commit that did happen is found by its key.
 */
static enum ending ending_of(const char *sqlstate, int *ret_refusal)
{
	static const struct { const char *begins; enum ending ending; int refusal; } meanings[] = {
		{ "40001", END_AGAIN, REFUSAL_unavailable },    /* serialization failure */
		{ "40P01", END_AGAIN, REFUSAL_unavailable },    /* deadlock */
		{ "23505", END_AGAIN, FAULT_DATABASE },         /* made by another a moment ago: the next load sees it */
		{ "23P01", END_AGAIN, FAULT_DATABASE },         /* or one that overlaps it */
		{ "08",    END_AGAIN, REFUSAL_unavailable },    /* connection lost */
		{ "57P",   END_AGAIN, REFUSAL_unavailable },    /* the server is going down, or coming up */
		{ "25P03", END_AGAIN, REFUSAL_unavailable },    /* we were too slow in our own transaction */
		{ "57014", END_SAID,  REFUSAL_unavailable },    /* statement timeout */
		{ "53",    END_SAID,  REFUSAL_unavailable },    /* out of disk, memory or connections */
		{ "55P03", END_SAID,  REFUSAL_unavailable },    /* lock timeout */
		{ "25006", END_SAID,  REFUSAL_unavailable },    /* a standby: the primary has moved */
	};

	for (size_t i = 0; i < sizeof meanings / sizeof meanings[0]; i++)
		if (strncmp(sqlstate, meanings[i].begins, strlen(meanings[i].begins)) == 0) {
			*ret_refusal = meanings[i].refusal;
			return meanings[i].ending;
		}
	*ret_refusal = FAULT_DATABASE;
	return END_SAID;
}

/* Rolls back what is open; then the answer in place goes out, or the refusal, or all begins again. */
static void stop(struct request *request, enum ending ending, int refusal)
{
	request->refusal = refusal;
	request->run->ending = ending;
	if (request->batch == NULL || batch_lost(request->batch) || !batch_in_transaction(request->batch)) {
		rolled_back(request);
		return;
	}
	batch_clear(request->batch);
	batch_put(request->batch, SQL_rollback, NULL, NULL, NULL);
	batch_go(request->batch, rolled_back, request);
}

/* Not away: it gave up waiting for a lock, or working on a statement. */
static bool took_too_long(const struct batch *batch)
{
	const char *sqlstate = batch_sqlstate(batch);

	return !batch_lost(batch) && (strcmp(sqlstate, "57014") == 0 || strcmp(sqlstate, "55P03") == 0);
}

static void failed(struct request *request)
{
	int refusal;
	enum ending ending = ending_of(batch_sqlstate(request->batch), &refusal);

	if (refusal == FAULT_DATABASE && (ending == END_SAID || request->tries + 1 >= TRIES))
		log_error("%s %s at %s: %s %s", request->op->name, request->id, request->step,
			batch_sqlstate(request->batch), batch_complaint(request->batch));
	request->took_too_long = took_too_long(request->batch);
	stop(request, ending, refusal);
}

static void rolled_back(void *arg)
{
	struct request *request = arg;
	struct engine *engine = request->run->engine;

	if (request->run->ending == END_SAID || ++request->tries >= TRIES) {
		finish(request);
		return;
	}
	engine->retries++;
	if (request->batch != NULL)
		pool_give(engine->pool, request->batch);
	request->batch = NULL;
	begin(engine, request);
}

static void put_load(struct request *request)
{
	struct run *run = request->run;
	struct batch *batch = request->batch;
	const struct with key[] = { KEY_OF(request), { "body_hash", request->body_hash }, { NULL, NULL } };

	request->step = "load";
	batch_set(batch, "now", instant_format(request->now, run->now));
	batch_set(batch, "today", day_format(request->today, run->today));
	batch_set(batch, "request", request->id);
	batch_set(batch, "token_hash", request->token_hash);
	if (writes(request))
		batch_put(batch, SQL_begin, NULL, NULL, NULL);
	run->caller = request->token_hash == NULL ? -1 : batch_put(batch, SQL_session_find, NULL, NULL, NULL);
	if (request->op->is & OP_LIST)          /* after the caller, whose plan is to be kept */
		batch_put(batch, SQL_plan_custom, NULL, NULL, NULL);
	if (request->op->load != NULL)
		request->op->load(request);
	if (claims(request)) {
		run->claim = batch_put(batch, SQL_idempotency_claim, NULL, NULL, key);
		run->stored = batch_put(batch, SQL_idempotency_read, NULL, NULL, key);
	}
	batch_go(batch, loaded, request);
}

static void got_batch(struct batch *batch, void *arg)
{
	struct request *request = arg;

	if (batch == NULL) {
		/* waited in vain: for a database that is away, or for others to be done with it */
		request->refusal = pool_ready(request->run->engine->pool) ? REFUSAL_queue_full : REFUSAL_unavailable;
		finish(request);
		return;
	}
	request->batch = batch;
	put_load(request);
}

/* While a stranger's password is tried its connection does nothing: commands must not wait for that. */
static enum pool_side side_of(const struct request *request)
{
	if (request->op->toil != NULL && (request->op->is & OP_OPEN) != 0)
		return POOL_LOGIN;
	return writes(request) ? POOL_WRITE : POOL_READ;
}

static void begin(struct engine *engine, struct request *request)
{
	int refusal;

	request->step = "connection";
	request->refusal = 0;
	request->took_too_long = request->left = false;
	request->own = NULL;
	request->references = NULL;
	request->mistakes.count = 0;
	request->version = INTEGER_NONE;
	buffer_clear(&request->answer.body);
	refusal = pool_ask(engine->pool, side_of(request), got_batch, request);
	if (refusal != 0) {
		request->refusal = refusal;
		finish(request);
	}
}

/* The engine's part of the order of judgement: token, [existence], role, idempotent answer, version. */
static int admit(struct request *request)
{
	const struct operation *op = request->op;
	int refusal;

	if (!caller_take(request, request->run->caller) && !(op->is & OP_OPEN))
		return REFUSAL_not_authenticated;
	if (!(op->is & OP_OPEN) && (request->caller.roles & permissions[op->may].roles) == 0) {
		/* what does not exist is said before who may not, but only to those who may read it */
		refusal = op->find != NULL ? op->find(request) : 0;
		return refusal == REFUSAL_not_found ? refusal : REFUSAL_role_missing;
	}
	return op->find != NULL ? op->find(request) : 0;
}

/* Whether it was done before: then the stored answer is put in place, or a refusal returned. */
static int replay(struct request *request, bool *ret_answered)
{
	struct run *run = request->run;
	struct batch *batch = request->batch;
	const char *hash, *status, *body;

	*ret_answered = false;
	if (!claims(request) || batch_affected(batch, run->claim) > 0)
		return 0;
	hash = batch_text(batch, run->stored, 0, "body_hash");
	status = batch_text(batch, run->stored, 0, "status");
	if (hash == NULL || strcmp(hash, request->body_hash) != 0)
		return REFUSAL_idempotency_key_reused;
	if (status == NULL)
		return FAULT_BUG;               /* claim and answer are written by one transaction */
	request->answer.status = (int)batch_integer(batch, run->stored, 0, "status");
	request->answer.etag = arena_text(&request->arena, batch_text(batch, run->stored, 0, "etag"));
	request->answer.location = arena_text(&request->arena, batch_text(batch, run->stored, 0, "location"));
	request->answer.replayed = true;
	body = batch_text(batch, run->stored, 0, "answer");
	buffer_clear(&request->answer.body);
	buffer_add_text(&request->answer.body, body == NULL ? "" : body);
	*ret_answered = true;
	return 0;
}

static int version_judge(const struct request *request)
{
	if (!(request->op->is & OP_MATCH))
		return 0;
	if (!request->matched)
		return REFUSAL_version_missing;
	return request->match == request->version ? 0 : REFUSAL_stale_version;
}

/* "<version>.<digest>": the digest covers the day, the language and the account besides the answer. */
static void make_etag(struct request *request)
{
	const struct buffer *body = &request->answer.body;
	const int32_t besides[] = { request->today, (int32_t)request->language };
	char hex[SUM_HEX];
	uint64_t sum;

	if (request->version == INTEGER_NONE)
		return;
	sum = sum_add(0, besides, sizeof besides);
	sum = sum_add(sum, request->caller.account, strlen(request->caller.account));
	sum = sum_add(sum, body->data, body->length);
	request->answer.etag = arena_format(&request->arena, "\"%lld.%s\"", (long long)request->version,
		sum_hex(sum, hex));
}

static int compose(struct request *request)
{
	int refusal;

	request->step = "reply";
	request->answer.status = request->op->status;
	refusal = request->op->reply != NULL ? request->op->reply(request) : 0;
	if (refusal == 0)
		make_etag(request);
	return refusal;
}

static void put_answer(struct request *request)
{
	char status[12];
	const struct with stored[] = {
		KEY_OF(request), { "status", status }, { "etag", request->answer.etag }, { "location", request->answer.location },
		{ "answer", request->answer.body.length > 0 ? request->answer.body.data : NULL }, { NULL, NULL },
	};

	snprintf(status, sizeof status, "%d", request->answer.status);
	batch_put(request->batch, SQL_idempotency_store, NULL, NULL, stored);
}

static void decide(struct request *request)
{
	const struct operation *op = request->op;
	struct run *run = request->run;
	int refusal;

	request->step = "decide";
	refusal = op->decide != NULL ? op->decide(request) : 0;
	if (refusal == 0) {
		request->step = "write";
		if (op->write != NULL)
			op->write(request);
		refusal = compose(request);
	}
	if (refusal != 0) {
		stop(request, END_SAID, refusal);
		return;
	}
	if (claims(request))
		put_answer(request);
	request->step = "commit";
	request->left = true;
	if (run->engine->probe != NULL) {
		batch_push(request->batch);
		run->engine->probe("before_commit", request->op->name, batch_backend(request->batch));
	}
	run->commit = batch_put(request->batch, SQL_commit, NULL, NULL, NULL);
	batch_go(request->batch, committed, request);
}

static void loaded(void *arg)
{
	struct request *request = arg;
	struct run *run = request->run;
	bool answered = false;
	int refusal;

	if (batch_sqlstate(request->batch)[0] != '\0') {
		failed(request);
		return;
	}
	request->step = "find";
	refusal = admit(request);
	if (refusal == 0)
		refusal = replay(request, &answered);
	if (refusal == 0 && !answered)
		refusal = version_judge(request);
	if (refusal == 0 && !answered && !writes(request)) {
		refusal = compose(request);
		answered = true;
	}
	if (refusal != 0 || answered) {
		stop(request, END_SAID, refusal);
		return;
	}
	if (request->op->toil == NULL) {
		decide(request);
		return;
	}
	request->step = "toil";
	refusal = run->engine->toil(request->op->toil, request, decide);
	if (refusal != 0)
		stop(request, END_SAID, refusal);
}

static void committed(void *arg)
{
	struct request *request = arg;
	struct run *run = request->run;

	if (batch_sqlstate(request->batch)[0] != '\0') {
		failed(request);
		return;
	}
	if (!batch_tag_is(request->batch, run->commit, "COMMIT")) {
		/* COMMIT of a failed transaction answers COMMAND_OK with the tag ROLLBACK */
		log_error("%s %s: the database rolled back at COMMIT", request->op->name, request->id);
		stop(request, END_SAID, FAULT_DATABASE);
		return;
	}
	if (request->run->engine->probe != NULL)
		request->run->engine->probe("after_commit", request->op->name, batch_backend(request->batch));
	if (run->engine->wrote != NULL)
		run->engine->wrote();
	request->refusal = 0;
	finish(request);
}

void engine_start(struct engine *engine, struct request *request)
{
	struct run *run = arena_take(&request->arena, sizeof *run);

	run->engine = engine;
	run->request = request;
	run->caller = run->claim = run->stored = run->commit = -1;
	request->run = run;
	request->tries = 0;
	begin(engine, request);
}
