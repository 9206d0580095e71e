/*
 * post - a few mails at a time, each in a slot of its own: taken in hand, filled in, carried, and told of.
 *
 *     claim - fetch one by one - carry, all at once .. done .. tell one by one - claim as many as there is room for
 *
 * A mail is in hand before it is sent and told of after: whoever crashes between the server's answer
 * and our telling of it sends it a second time, by the same Message-ID and with the same bytes.
 *
 * Of the outbox one thing is asked at a time, and none of that waits for a case.  A case that is to be told of
 * a letter's failure is asked beside it: if somebody holds it, its mail stays in hand until it can be told.
 */
#include "work/post.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "port/clock.h"
#include "work/post_own.h"

#define SECOND INT64_C(1000000)
#define MS INT64_C(1000)
#define AWAY (500 * MS)                                 /* before the database is asked again */
#define TELLING_LONGEST (15 * 60 * SECOND)              /* of a case that cannot be told */
#define SERVER_AWAY_LONGEST (60 * SECOND)

int64_t post_world_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * SECOND + now.tv_nsec / 1000;
}

/* Time to be carried, and to be told of. */
int64_t post_lease_span(const struct post *post)
{
	return (2 * post->options.seconds + 5) * SECOND;
}

static void ask(struct post *post, const struct operation *op, struct slot *slot, void *body,
	void (*done)(struct request *))
{
	worker_request(&post->worker, &post->ask, op, slot == NULL ? NULL : slot->mail.id,
		slot == NULL ? NULL : slot->authority, done);
	post->ask.body = body;
	post->asked = slot;
	post->asking = true;
	engine_start(post->worker.engine, &post->ask);
}

/* ret whose answer it is, where it is about a mail. */
static struct slot *answered(struct post *post, const struct request *request)
{
	struct slot *slot = post->asked;

	post->asked = NULL;
	post->asking = false;
	if (worker_is_away(request))
		post->away_until = clock_monotonic() + AWAY;
	else
		worker_tell_fault(request);
	return slot;
}

static bool is_in_vain(const struct request *request)
{
	return request->took_too_long || request->refusal == REFUSAL_unavailable || request->refusal == REFUSAL_queue_full;
}

static void fetched(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = answered(post, request);

	if (request->refusal != 0)
		slot_end(slot, MAIL_WAITING, "the outbox could not be read");
	else
		slot_compose(slot, request);
	post_go_on(post);
}

/* To forget what cannot be told now would be to send it again. */
static void told(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = answered(post, request);

	if (is_in_vain(request))
		slot_tell_later(slot);
	else
		slot_empty(slot);
	post_go_on(post);
}

static void kept(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = answered(post, request);

	slot->keep_at = clock_monotonic() + post_lease_span(post) / (request->refusal == 0 ? 2 : 16);
	if (request->refusal == REFUSAL_not_found)
		slot_empty(slot);
	post_go_on(post);
}

static void figured(struct request *request)
{
	struct post *post = request->door;
	const struct mail_figures *figures = request->own;

	answered(post, request);
	post->figure_at = clock_monotonic() + post->options.look_ms * MS;
	if (request->refusal == 0)
		post->options.tell(figures->waiting, figures->oldest);
	post_go_on(post);
}

static struct slot *slot_in(struct post *post, enum slot_state state)
{
	for (int i = 0; i < POST_AT_ONCE; i++)
		if (post->slot[i].state == state)
			return &post->slot[i];
	return NULL;
}

static int slots_in(const struct post *post, enum slot_state state)
{
	int count = 0;

	for (int i = 0; i < POST_AT_ONCE; i++)
		count += post->slot[i].state == state;
	return count;
}

static void claimed(struct request *request)
{
	struct post *post = request->door;
	const struct mails_in_hand *mails = request->own;

	answered(post, request);
	if (request->refusal != 0 || mails->count < post->wanted.most)
		post->claim_at = clock_monotonic() + post->options.look_ms * MS;
	for (int i = 0; request->refusal == 0 && i < mails->count; i++)
		slot_take(slot_in(post, SLOT_EMPTY), &mails->item[i], post->wanted.lease);
	post_go_on(post);
}

/* A server that is away is asked by one mail at a time. */
static void claim(struct post *post)
{
	int64_t now = post_world_now();

	post->wanted = (struct mail_claim){ .domain = post->domain, .clock = now, .lease = now + post_lease_span(post),
		.most = post->pause > 0 ? 1 : slots_in(post, SLOT_EMPTY) };
	ask(post, &op_mail_claim, NULL, &post->wanted, claimed);
}

static bool may_claim(struct post *post, int64_t now)
{
	return post->options.courier != NULL && now >= post->claim_at && slot_in(post, SLOT_EMPTY) != NULL
		&& (post->pause == 0 || slot_in(post, SLOT_CARRIED) == NULL);
}

void post_heard(struct post *post, bool away)
{
	int64_t now = clock_monotonic();

	if (!away) {
		post->pause = 0;
	} else if (post->pause == 0 || now >= post->claim_at) {         /* of several at once the first alone */
		post->pause = post->pause == 0 ? SECOND : 2 * post->pause;
		if (post->pause > SERVER_AWAY_LONGEST)
			post->pause = SERVER_AWAY_LONGEST;
		post->claim_at = now + post->pause;
	}
}

/* The end that is known longest, of those whose time it is; when we stop, of all. */
static struct slot *to_tell(struct post *post, bool case_too, int64_t now)
{
	struct slot *first = NULL;

	for (int i = 0; i < POST_AT_ONCE; i++) {
		struct slot *slot = &post->slot[i];

		if (slot->state == SLOT_ENDED && slot_is_told_to_case(slot) == case_too && slot != post->logged && slot != post->asked
		    && (slot->tell_at <= now || (post->worker.idle != NULL && now >= post->away_until))
		    && (first == NULL || slot->tell_at < first->tell_at))
			first = slot;
	}
	return first;
}

/* Its end is known and not told, and before long another may send it again. */
static struct slot *to_keep(struct post *post, int64_t now)
{
	for (int i = 0; i < POST_AT_ONCE; i++) {
		struct slot *slot = &post->slot[i];

		if (slot->state == SLOT_ENDED && slot != post->logged && slot->keep_at <= now)
			return slot;
	}
	return NULL;
}

static void keep(struct post *post, struct slot *slot)
{
	post->kept = (struct mail_lease){ .attempt = slot->mail.attempts, .lease = post_world_now() + post_lease_span(post) };
	ask(post, &op_mail_keep, slot, &post->kept, kept);
}

/* What has ended is told first, then what was taken is sent; then more is taken, unless we stop. */
static void ask_next(struct post *post, int64_t now)
{
	struct slot *slot;

	if (post->worker.idle != NULL)
		while ((slot = slot_in(post, SLOT_TAKEN)) != NULL)
			slot_give_back(slot, clock_now());
	if ((slot = to_tell(post, false, now)) != NULL)
		ask(post, &op_mail_tell, slot, &slot->outcome, told);
	else if ((slot = to_keep(post, now)) != NULL)
		keep(post, slot);
	else if ((slot = slot_in(post, SLOT_TAKEN)) != NULL)
		ask(post, &op_mail_fetch, slot, NULL, fetched);
	else if (post->worker.idle == NULL && now >= post->figure_at)
		ask(post, &op_mail_figures, NULL, NULL, figured);
	else if (post->worker.idle == NULL && may_claim(post, now))
		claim(post);
}

/* Somebody holds the case, or it is too slow: told later, for a while; not at all where we stop, and it is refused again. */
static void tell_case_later(struct slot *slot)
{
	slot_tell_later(slot);
	if (slot->post->worker.idle != NULL) {
		slot_empty(slot);
	} else if (clock_monotonic() - slot->ended_at > TELLING_LONGEST) {
		log_error("mail %s: its case cannot be told that it was not delivered", slot->mail.id);
		slot->unlogged = true;
	}
}

static void case_told(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = post->logged;

	post->logged = NULL;
	if (worker_is_away(request))
		post->away_until = clock_monotonic() + AWAY;
	else
		worker_tell_fault(request);
	if (is_in_vain(request))
		tell_case_later(slot);
	else if (request->refusal < 0)
		slot->unlogged = true;          /* else it would be sent again, and refused again */
	else
		slot_empty(slot);
	post_go_on(post);
}

static void tell_case(struct post *post, struct slot *slot)
{
	post->logged = slot;
	worker_request(&post->worker, &post->log, &op_letter_failed, slot->mail.id, slot->authority, case_told);
	post->log.body = &slot->outcome;
	engine_start(post->worker.engine, &post->log);
}

/* Nothing more can be asked of the outbox now: until an answer comes, whatever a case takes, or it is time to look again. */
static void settle(struct post *post)
{
	int64_t span = post->options.look_ms * MS;

	if (!post->worker.busy)
		return;
	if (slots_in(post, SLOT_EMPTY) == POST_AT_ONCE)
		worker_rest(&post->worker, span);
	else
		worker_sleep(&post->worker, span < AWAY ? span : AWAY);
}

void post_go_on(struct post *post)
{
	int64_t now = clock_monotonic();
	struct slot *slot;

	post->worker.busy = true;
	if (now >= post->away_until) {
		if (!post->asking)
			ask_next(post, now);
		if (post->logged == NULL && (slot = to_tell(post, true, now)) != NULL)
			tell_case(post, slot);
	}
	if (!post->asking)
		settle(post);
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	(void)fd, (void)what;
	post_go_on(arg);
}

struct post *post_new(struct event_base *base, struct engine *engine, const struct post_options *options)
{
	struct post *post = calloc(1, sizeof *post);

	must(post != NULL);
	post->options = *options;
	post->domain = options->from == NULL ? NULL : strchr(options->from, '@') + 1;
	for (int i = 0; i < POST_AT_ONCE; i++)
		post->slot[i].post = post;
	worker_begin(&post->worker, base, engine, look);
	return post;
}

void post_stop(struct post *post, void (*idle)(void *), void *arg)
{
	if (post->options.courier != NULL)
		post->options.courier->hurry(post->options.courier);
	worker_stop(&post->worker, idle, arg);
}

void post_free(struct post *post)
{
	worker_forget(&post->ask);
	worker_forget(&post->log);
	for (int i = 0; i < POST_AT_ONCE; i++) {
		buffer_release(&post->slot[i].bytes);
		arena_release(&post->slot[i].arena);
	}
	worker_end(&post->worker);
	free(post);
}
