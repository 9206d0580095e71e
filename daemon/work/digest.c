/* digest - a look now and then at whose morning has begun; one tenant after the other. */
#include "work/digest.h"

#include <stdlib.h>

#include "base/fault.h"
#include "op/digest.h"
#include "work/worker.h"

struct digest {
	struct worker worker;
	int64_t every;                  /* µs between two looks */
	struct request find, put;       /* what was found lives as long as its request */
	const struct digests *found;
	int next;
};

static void put(struct request *request);

static void rest(struct digest *digest)
{
	worker_rest(&digest->worker, digest->every);
}

static void put_next(struct digest *digest)
{
	if (digest->worker.idle != NULL || digest->next == digest->found->count) {
		rest(digest);
		return;
	}
	worker_request(&digest->worker, &digest->put, &op_digest_put, NULL, digest->found->authority[digest->next], put);
	engine_start(digest->worker.engine, &digest->put);
}

static void put(struct request *request)
{
	struct digest *digest = request->door;

	if (worker_is_away(request)) {
		rest(digest);
		return;
	}
	worker_tell_fault(request);
	digest->next++;
	put_next(digest);
}

static void found(struct request *request)
{
	struct digest *digest = request->door;

	if (worker_is_away(request) || request->refusal != 0) {
		worker_tell_fault(request);
		rest(digest);
		return;
	}
	digest->found = request->own;
	digest->next = 0;
	put_next(digest);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct digest *digest = arg;

	(void)fd, (void)what;
	digest->worker.busy = true;
	worker_request(&digest->worker, &digest->find, &op_digest_find, NULL, NULL, found);
	engine_start(digest->worker.engine, &digest->find);
}

struct digest *digest_new(struct event_base *base, struct engine *engine, int look_ms)
{
	struct digest *digest = calloc(1, sizeof *digest);

	must(digest != NULL);
	digest->every = look_ms * INT64_C(1000);
	worker_begin(&digest->worker, base, engine, look);
	return digest;
}

void digest_stop(struct digest *digest, void (*idle)(void *), void *arg)
{
	worker_stop(&digest->worker, idle, arg);
}

void digest_free(struct digest *digest)
{
	worker_forget(&digest->find);
	worker_forget(&digest->put);
	worker_end(&digest->worker);
	free(digest);
}
