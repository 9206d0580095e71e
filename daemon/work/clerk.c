/* clerk - finds what is due, runs the clock's operation on each, and sleeps until the next is. */
#include "work/clerk.h"

#include <stdlib.h>
#include <unistd.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/climb.h"
#include "op/lapse.h"
#include "op/review.h"
#include "port/clock.h"
#include "work/later.h"
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
	const struct due *due;
	struct due_row last;            /* of the page before */
	int errand, begun, first;         /* of `due`: how many were begun, and where this clerk began */
	int under_way;                  /* of them */
	bool rung, turned_away;
	struct later later;             /* what is due and could not be done: it stays due, and is tried again in a while */
	bool faulted;                   /* there was some of that in this round */
	int64_t next;                   /* the instant at which something is due; INSTANT_NONE: nothing */
	int64_t looked_at, looked_now;  /* monotonic, and what the clock said */
};

static void find(struct clerk *clerk, struct due_row *after);
static void act_on(struct clerk *clerk, struct request *request);

static void ask(struct clerk *clerk, struct request *request, const struct operation *op, const char *id,
	const char *authority, void (*done)(struct request *))
{
	worker_request(&clerk->worker, request, op, id, authority, done);
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

/* What is due could not even be looked for. */
static void give_up(struct clerk *clerk, const struct request *request)
{
	if (!worker_is_away(request))
		worker_tell_fault(request);
	clerk->turned_away = true;
	rest(clerk);
}

static void looked_out(struct request *request)
{
	struct clerk *clerk = request->door;
	const struct outlook *outlook = request->own;
	int64_t lapse;

	if (request->refusal != 0) {
		give_up(clerk, request);
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
	if (clerk->errand < ERRANDS) {
		find(clerk, NULL);
		return;
	}
	ask(clerk, &clerk->find, &op_clerk_outlook, NULL, NULL, looked_out);
}

/* A page is behind us, whatever became of it; a full one may have another after it. */
static void page_ended(struct clerk *clerk)
{
	if (clerk->worker.idle != NULL || clerk->turned_away) {
		rest(clerk);
	} else if (clerk->due->count == DUE_PAGE) {
		clerk->last = clerk->due->row[DUE_PAGE - 1];
		find(clerk, &clerk->last);
	} else {
		errand_ended(clerk);
	}
}

/*
 * Not found: another has it in hand, or was faster; wrong state: not at this hour.  What else the clock's
 * own operation is refused for is as good as a fault.
 */
static void judge(struct clerk *clerk, const struct request *request)
{
	const char *id = request->path[0];

	worker_tell_fault(request);
	if (request->refusal == 0) {
		later_drop(&clerk->later, id);
	} else if (request->refusal != REFUSAL_not_found && request->refusal != REFUSAL_wrong_state) {
		if (!worker_is_fault(request))
			log_error("%s %s: refused: %s", request->op->name, id, refusal_code((enum refusal)request->refusal));
		later_put(&clerk->later, id, clock_monotonic());
		clerk->faulted = true;
	}
}

static void acted(struct request *request)
{
	struct clerk *clerk = request->door;

	clerk->under_way--;
	if (worker_is_away(request))
		clerk->turned_away = true;
	else
		judge(clerk, request);
	act_on(clerk, request);
}

/* Of the page, one that was not begun; or NULL. */
static const struct due_row *next_row(struct clerk *clerk)
{
	int64_t now = clock_monotonic();

	while (clerk->begun < clerk->due->count) {
		const struct due_row *row = &clerk->due->row[(clerk->first + clerk->begun++) % clerk->due->count];

		if (!later_has(&clerk->later, row->id, now))
			return row;
		clerk->faulted = true;
	}
	return NULL;
}

/* The next row by this request; two that share a case pass each other by, and the one that has it climbs for both. */
static void act_on(struct clerk *clerk, struct request *request)
{
	const struct due_row *row = clerk->worker.idle == NULL && !clerk->turned_away ? next_row(clerk) : NULL;

	if (row != NULL) {
		clerk->under_way++;
		ask(clerk, request, errands[clerk->errand].act, row->id, row->authority, acted);
	} else if (clerk->under_way == 0) {
		page_ended(clerk);
	}
}

/* Two clerks that found the same begin in different places. */
static void found(struct request *request)
{
	struct clerk *clerk = request->door;

	if (request->refusal != 0) {
		give_up(clerk, request);
		return;
	}
	clerk->due = request->own;
	clerk->begun = 0;
	clerk->first = clerk->due->count == 0 ? 0 : (int)((unsigned)getpid() * 2654435761u % (unsigned)clerk->due->count);
	clerk->under_way = 1;                   /* this: what ends at once does not end the page */
	for (int i = 0; i < CLERK_AT_ONCE; i++)
		act_on(clerk, &clerk->act[i]);
	if (--clerk->under_way == 0)
		page_ended(clerk);
}

static void find(struct clerk *clerk, struct due_row *after)
{
	worker_request(&clerk->worker, &clerk->find, errands[clerk->errand].find, NULL, NULL, found);
	clerk->find.query = after;
	engine_start(clerk->worker.engine, &clerk->find);
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
	find(clerk, NULL);
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
