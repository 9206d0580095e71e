/* clerk - finds what is due, runs the clock's operation on each, and sleeps until the next is. */
#include "work/clerk.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/climb.h"
#include "op/lapse.h"
#include "op/review.h"
#include "port/clock.h"
#include "work/worker.h"

#define SECOND INT64_C(1000000)
#define POLL (60 * SECOND)              /* the longest sleep: other hosts ring no bell here */
#define REST SECOND                     /* the shortest: a busy morning rings all the time */
#define AWAY (5 * SECOND)               /* until the database is asked again when it did not answer */
#define MOVED_CLOCK (SECOND / 10)

static const struct errand { const struct operation *find, *act; } errands[] = {
	{ &op_lapse_find, &op_deadline_lapse },
	{ &op_rung_find, &op_reminder_climb },
	{ &op_review_find, &op_review_remind },
};
#define ERRANDS ((int)(sizeof errands / sizeof errands[0]))

struct clerk {
	struct worker worker;
	struct clerk_options options;
	struct event *bell;
	struct request find, act[CLERK_AT_ONCE];
	struct due_query query;
	const struct due *due;
	int errand, begun, first;         /* of `due`: how many were begun, and where this clerk began */
	int under_way, done, refused;   /* of them */
	bool rung, turned_away;
	bool faulted;                   /* something due could not be done: it stays due, and is not tried at once */
	int64_t next;                   /* the instant at which something is due; INSTANT_NONE: nothing */
	int64_t looked_at, looked_now;  /* monotonic, and what the clock said */
};

static void find_next(struct clerk *clerk);
static void act_on(struct clerk *clerk, struct request *request);

static void ask(struct clerk *clerk, struct request *request, const struct operation *op, const char *id,
	const char *authority, void (*done)(struct request *))
{
	worker_request(&clerk->worker, request, op, id, authority, done);
	request->query = &clerk->query;
	engine_start(clerk->worker.engine, request);
}

/* Until something is due, but not at once again, and never longer than a minute. */
static int64_t nap(const struct clerk *clerk)
{
	int64_t span = clerk->next == INSTANT_NONE ? POLL : clerk->next - clock_now();

	if (clerk->turned_away)
		span = AWAY;
	else if (clerk->faulted && span < AWAY)
		span = AWAY;
	if (clerk->rung || span < REST)
		span = REST;
	if (clerk->options.moved_clock)
		span = MOVED_CLOCK;
	return span > POLL ? POLL : span;
}

static void rest(struct clerk *clerk)
{
	clerk->looked_at = clock_monotonic();
	worker_rest(&clerk->worker, nap(clerk));
}

static void looked_out(struct request *request)
{
	struct clerk *clerk = request->door;
	const struct outlook *outlook = request->own;
	int64_t lapse;

	if (request->refusal != 0) {
		clerk->turned_away = true;
		rest(clerk);
		return;
	}
	lapse = outlook->next_lapse == DAY_NONE ? INSTANT_NONE : day_instant(outlook->next_lapse + 1, 0);
	clerk->next = outlook->next_rung_at;
	if (clerk->next == INSTANT_NONE || (lapse != INSTANT_NONE && lapse < clerk->next))
		clerk->next = lapse;
	clerk->options.tell(clerk->next);
	rest(clerk);
}

static void errand_ended(struct clerk *clerk)
{
	clerk->errand++;
	clerk->query.skip = 0;
	if (clerk->errand < ERRANDS) {
		find_next(clerk);
		return;
	}
	ask(clerk, &clerk->find, &op_clerk_outlook, NULL, NULL, looked_out);
}

/* A page is behind us: there may be more of it, unless others have all of it in hand. */
static void page_ended(struct clerk *clerk)
{
	clerk->query.skip += clerk->refused;
	if (clerk->worker.idle != NULL || clerk->turned_away)
		rest(clerk);
	else if (clerk->due->count == DUE_PAGE && clerk->done + clerk->refused > 0)
		find_next(clerk);
	else
		errand_ended(clerk);
}

static void acted(struct request *request)
{
	struct clerk *clerk = request->door;

	clerk->under_way--;
	if (worker_is_away(request)) {
		clerk->turned_away = true;
	} else {
		worker_tell_fault(request);
		clerk->faulted |= request->refusal < 0;
		clerk->refused += request->refusal < 0;
		clerk->done += request->refusal == 0;
	}
	act_on(clerk, request);
}

/* The next row by this request; two that share a case pass each other by, and the one that has it climbs for both. */
static void act_on(struct clerk *clerk, struct request *request)
{
	const struct due_row *row;

	if (clerk->worker.idle == NULL && !clerk->turned_away && clerk->begun < clerk->due->count) {
		row = &clerk->due->row[(clerk->first + clerk->begun++) % clerk->due->count];
		clerk->under_way++;
		ask(clerk, request, errands[clerk->errand].act, row->deadline, row->authority, acted);
	} else if (clerk->under_way == 0) {
		page_ended(clerk);
	}
}

/* Two clerks that found the same begin in different places. */
static void found(struct request *request)
{
	struct clerk *clerk = request->door;

	if (request->refusal != 0) {
		clerk->turned_away = true;
		rest(clerk);
		return;
	}
	clerk->due = request->own;
	clerk->begun = clerk->done = clerk->refused = 0;
	clerk->first = clerk->due->count == 0 ? 0 : (int)((unsigned)getpid() * 2654435761u % (unsigned)clerk->due->count);
	clerk->under_way = 1;                   /* this: what ends at once does not end the page */
	for (int i = 0; i < CLERK_AT_ONCE; i++)
		act_on(clerk, &clerk->act[i]);
	if (--clerk->under_way == 0)
		page_ended(clerk);
}

static void find_next(struct clerk *clerk)
{
	ask(clerk, &clerk->find, errands[clerk->errand].find, NULL, NULL, found);
}

static bool is_time(const struct clerk *clerk)
{
	int64_t since = clock_monotonic() - clerk->looked_at, now = clock_now();

	if (clerk->turned_away || (clerk->faulted && !clerk->rung))
		return since >= (clerk->options.moved_clock ? SECOND : AWAY);
	return clerk->rung || since >= POLL || (clerk->next != INSTANT_NONE && now >= clerk->next)
		|| (clerk->options.moved_clock && now != clerk->looked_now);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct clerk *clerk = arg;

	(void)fd, (void)what;
	if (!is_time(clerk)) {
		worker_sleep(&clerk->worker, nap(clerk));
		return;
	}
	clerk->looked_now = clock_now();
	clerk->worker.busy = true;
	clerk->rung = clerk->turned_away = clerk->faulted = false;
	clerk->errand = 0;
	clerk->query.skip = 0;
	find_next(clerk);
}

static void hear(evutil_socket_t fd, short what, void *arg)
{
	struct clerk *clerk = arg;
	uint64_t times;

	(void)what;
	if (read(fd, &times, sizeof times) != (ssize_t)sizeof times)
		return;                         /* another heard it */
	clerk->rung = true;
	if (clerk->worker.busy || clerk->worker.idle != NULL)
		return;
	worker_sleep(&clerk->worker, clock_monotonic() - clerk->looked_at > REST ? 0
		: clerk->options.moved_clock ? MOVED_CLOCK : REST);
}

struct clerk *clerk_new(struct event_base *base, struct engine *engine, const struct clerk_options *options)
{
	struct clerk *clerk = calloc(1, sizeof *clerk);

	must(clerk != NULL);
	clerk->options = *options;
	clerk->rung = true;
	clerk->next = INSTANT_NONE;
	worker_begin(&clerk->worker, base, engine, look);
	if (options->bell >= 0) {
		clerk->bell = event_new(base, options->bell, EV_READ | EV_PERSIST, hear, clerk);
		must(clerk->bell != NULL && event_add(clerk->bell, NULL) == 0);
	}
	return clerk;
}

void clerk_stop(struct clerk *clerk, void (*idle)(void *), void *arg)
{
	worker_stop(&clerk->worker, idle, arg);
}

void clerk_free(struct clerk *clerk)
{
	worker_forget(&clerk->find);
	for (int i = 0; i < CLERK_AT_ONCE; i++)
		worker_forget(&clerk->act[i]);
	if (clerk->bell != NULL)
		event_free(clerk->bell);
	worker_end(&clerk->worker);
	free(clerk);
}
