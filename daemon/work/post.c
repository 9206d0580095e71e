/*
 * post - a few mails at a time: taken in hand, filled in, carried, and told of, each in its own slot.
 *
 *     look - claim - fetch one by one - carry all at once .. done .. tell one by one - look again
 *
 * A mail is in hand before it is sent and told of after: whoever crashes between the server's answer
 * and our telling of it sends it a second time, by the same Message-ID and with the same bytes.
 */
#include "work/post.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/fault.h"
#include "base/log.h"
#include "op/mailing.h"
#include "port/clock.h"
#include "work/address.h"
#include "work/mail_text.h"
#include "work/mime.h"
#include "work/worker.h"

#define AT_ONCE 8
#define ATTEMPTS_LEAST 24       /* of a week: what waited long for a server is tried as others are */
#define LOST_MOST 5             /* attempts that nobody told the end of: each may have arrived */
#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define GIVE_UP (INT64_C(3) * 24 * 60 * MINUTE)         /* as long as mail servers try */
#define MS INT64_C(1000)
#define AWAY (500 * MS)                                 /* before the database is asked again */

enum slot_state { SLOT_EMPTY, SLOT_TAKEN, SLOT_CARRIED, SLOT_ENDED };

struct slot {
	struct errand errand;
	struct post *post;
	enum slot_state state;
	const struct mail_in_hand *mail;
	struct buffer bytes;
	struct mail_outcome outcome;
	char answer[600];
	char to[320];                   /* whom it is carried to; longer ones are no addresses */
	int64_t again_at;               /* when it may be tried again, if this attempt is in vain */
	bool unlogged;                  /* its case cannot be told: the outbox alone is */
};

struct post {
	struct worker worker;
	struct post_options options;
	const char *domain;
	struct request claim, ask;      /* what was taken lives as long as the claim */
	struct mail_claim wanted;
	struct slot slot[AT_ONCE], *asked;
	bool asking;
};

static void go_on(struct post *post);

/* Leases run by the time of this world, whatever day the daemon is told it is. */
static int64_t world_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * SECOND + now.tv_nsec / 1000;
}

static void ask(struct post *post, struct request *request, const struct operation *op, void *body,
	void (*done)(struct request *))
{
	const struct mail_in_hand *mail = post->asked == NULL ? NULL : post->asked->mail;

	worker_request(&post->worker, request, op, mail == NULL ? NULL : mail->mail.id, mail == NULL ? NULL : mail->authority,
		done);
	request->body = body;
	post->asking = true;
	engine_start(post->worker.engine, request);
}

static void rest(struct post *post)
{
	worker_rest(&post->worker, post->options.look_ms * MS);
}

/* The first answer is waited for a minute, then twice as long each time, up to two hours. */
static int64_t pause_after(int64_t attempts)
{
	int64_t pause = MINUTE;

	for (int64_t i = 1; i < attempts && pause < 120 * MINUTE; i++)
		pause *= 2;
	return pause < 120 * MINUTE ? pause : 120 * MINUTE;
}

static void end_slot(struct slot *slot, int state, const char *answer)
{
	const struct mail *mail = &slot->mail->mail;
	int64_t now = clock_now();

	slot->state = SLOT_ENDED;
	snprintf(slot->answer, sizeof slot->answer, "%s", answer);
	if (state == MAIL_WAITING && now - mail->created_at > GIVE_UP && mail->attempts >= ATTEMPTS_LEAST) {
		state = MAIL_FAILED;
		snprintf(slot->answer, sizeof slot->answer, "given up after %lld attempts: %s", (long long)mail->attempts, answer);
	}
	slot->outcome = (struct mail_outcome){ .state = state, .attempt = mail->attempts,
		.next_attempt_at = slot->again_at, .answer = slot->answer };
	worker_count(state == MAIL_SENT ? WORK_MAIL_SENT : state == MAIL_FAILED ? WORK_MAIL_FAILED : WORK_MAIL_LATER);
	if (state != MAIL_SENT)
		log_line(state == MAIL_FAILED ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING, "mail %s: %s: %s", mail->id,
			state == MAIL_FAILED ? "not delivered" : "later", slot->answer);
}

static void carried(struct errand *errand, enum courier_end end, const char *answer)
{
	static const int states[] = { [COURIER_TAKEN] = MAIL_SENT, [COURIER_LATER] = MAIL_WAITING,
		[COURIER_REFUSED] = MAIL_FAILED };
	struct slot *slot = (struct slot *)errand;

	worker_probe(&slot->post->worker, "mail_carried", slot->mail->mail.id);
	end_slot(slot, states[end], answer);
	if (!slot->post->asking)
		go_on(slot->post);
}

/* Within the hours in which the policy lets mail leave: from then on. */
static int64_t in_hours(const struct policy *policy, int64_t instant)
{
	return ladder_instant(policy->send_window, policy->calendar, instant_day(instant), instant);
}

/* A person's letter leaves when they send it, and is tried again; what the clock asks for, in working hours. */
static bool waits_for_hours(struct slot *slot, const struct policy *policy)
{
	const struct mail *mail = &slot->mail->mail;
	int64_t now = clock_now(), open = in_hours(policy, now);

	if (!mail->by_clock)
		return false;
	slot->again_at = in_hours(policy, slot->again_at);
	if (open == now)
		return false;
	slot->state = SLOT_ENDED;
	slot->outcome = (struct mail_outcome){ .state = MAIL_WAITING, .attempt = mail->attempts, .next_attempt_at = open,
		.answer = mail->answer };
	return true;
}

static void compose(struct slot *slot, struct request *request)
{
	const struct mail_contents *contents = request->own;
	const struct mail *mail = &slot->mail->mail;
	struct post *post = slot->post;
	struct mime mime = { .from_name = contents->authority, .from = post->options.from, .to = slot->to,
		.message_id = mail->message_id, .language = languages.word[mail->language], .date = mail->created_at };
	const char *wrong;

	if (waits_for_hours(slot, contents->policy))
		return;
	if (mail->letter[0] != '\0' && contents->document == NULL) {
		end_slot(slot, MAIL_WAITING, "its document is not made yet");
		return;
	}
	snprintf(slot->to, sizeof slot->to, "%s", address_ascii(mail->recipient, &request->arena));
	mail_text(mail->kind, (enum language)mail->language, contents, post->options.link, &request->arena, &mime.subject,
		&mime.text);
	if (contents->document != NULL)
		mime.part = (struct mime_part){ contents->document_name, contents->document_type, contents->document,
			contents->document_length };
	buffer_clear(&slot->bytes);
	wrong = mime_write(&mime, &slot->bytes);
	if (wrong != NULL) {
		end_slot(slot, MAIL_FAILED, wrong);
		return;
	}
	if (world_now() + post->options.seconds * SECOND > post->wanted.lease) {        /* another may have it before we are done */
		end_slot(slot, MAIL_WAITING, "the outbox was too slow");
		return;
	}
	slot->errand = (struct errand){ .from = post->options.from, .to = slot->to, .bytes = slot->bytes.data,
		.length = slot->bytes.length, .done = carried };
	slot->state = SLOT_CARRIED;
	worker_probe(&post->worker, "mail_composed", mail->id);
	post->options.courier->carry(post->options.courier, &slot->errand);
}

static void fetched(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = post->asked;

	post->asking = false;
	post->asked = NULL;
	if (request->refusal != 0)
		end_slot(slot, MAIL_WAITING, "the outbox could not be read");
	else
		compose(slot, request);
	go_on(post);
}

static void told(struct request *request)
{
	struct post *post = request->door;
	struct slot *slot = post->asked;

	post->asking = false;
	post->asked = NULL;
	if (worker_is_away(request)) {                 /* told later: to forget it would be to send it again */
		worker_sleep(&post->worker, AWAY);
		return;
	}
	worker_tell_fault(request);
	if (request->refusal < 0 && request->op == &op_letter_failed)
		slot->unlogged = true;          /* else it would be sent again, and refused again */
	else
		slot->state = SLOT_EMPTY;
	go_on(post);
}

static struct slot *slot_in(struct post *post, enum slot_state state)
{
	for (int i = 0; i < AT_ONCE; i++)
		if (post->slot[i].state == state)
			return &post->slot[i];
	return NULL;
}

static void figured(struct request *request)
{
	struct post *post = request->door;
	const struct mail_figures *figures = request->own;

	post->asking = false;
	if (!worker_is_away(request))
		worker_tell_fault(request);
	if (request->refusal == 0)
		post->options.tell(figures->waiting, figures->oldest);
	rest(post);
}

/* What was sent so often without anybody learning the end of it is sent no more: a person has to ask. */
static void take(struct slot *slot, const struct mail_in_hand *mail)
{
	char why[80];

	slot->state = SLOT_TAKEN;
	slot->mail = mail;
	slot->unlogged = false;
	slot->again_at = clock_now() + pause_after(mail->mail.attempts);
	if (mail->mail.attempts_lost < LOST_MOST)
		return;
	snprintf(why, sizeof why, "it is not known whether it arrived: nobody told the end of %d attempts", LOST_MOST);
	end_slot(slot, MAIL_FAILED, why);
}

static void claimed(struct request *request)
{
	struct post *post = request->door;
	const struct mails_in_hand *mails = request->own;

	post->asking = false;
	if (request->refusal != 0) {
		if (!worker_is_away(request))
			worker_tell_fault(request);
		rest(post);
		return;
	}
	for (int i = 0; i < mails->count && i < AT_ONCE; i++)      /* others come back when their lease is out */
		take(&post->slot[i], &mails->item[i]);
	if (mails->count > 0)
		go_on(post);
	else
		ask(post, &post->ask, &op_mail_figures, NULL, figured);
}

static void take_more(struct post *post)
{
	post->worker.busy = true;
	if (post->worker.idle != NULL) {
		rest(post);
	} else if (post->options.courier == NULL) {
		ask(post, &post->ask, &op_mail_figures, NULL, figured);
	} else {
		int64_t now = world_now();

		post->wanted = (struct mail_claim){ .domain = post->domain, .most = AT_ONCE, .clock = now,
			.lease = now + (2 * post->options.seconds + 5) * SECOND };
		ask(post, &post->claim, &op_mail_claim, &post->wanted, claimed);
	}
}

static bool is_told_to_case(const struct slot *slot)
{
	return slot->outcome.state == MAIL_FAILED && slot->mail->mail.letter[0] != '\0' && !slot->unlogged;
}

/* What has ended is told first, then what was taken is sent; when nothing is in hand, more is taken. */
static void go_on(struct post *post)
{
	if ((post->asked = slot_in(post, SLOT_ENDED)) != NULL) {
		ask(post, &post->ask, is_told_to_case(post->asked) ? &op_letter_failed : &op_mail_tell, &post->asked->outcome, told);
	} else if ((post->asked = slot_in(post, SLOT_TAKEN)) != NULL) {
		ask(post, &post->ask, &op_mail_fetch, NULL, fetched);
	} else if (slot_in(post, SLOT_CARRIED) == NULL) {
		take_more(post);
	}
}

static void look(evutil_socket_t fd, short what, void *arg)
{
	struct post *post = arg;

	(void)fd, (void)what;
	if (!post->asking)
		go_on(post);
}

struct post *post_new(struct event_base *base, struct engine *engine, const struct post_options *options)
{
	struct post *post = calloc(1, sizeof *post);

	must(post != NULL);
	post->options = *options;
	post->domain = options->from == NULL ? NULL : strchr(options->from, '@') + 1;
	for (int i = 0; i < AT_ONCE; i++)
		post->slot[i].post = post;
	worker_begin(&post->worker, base, engine, look);
	return post;
}

void post_stop(struct post *post, void (*idle)(void *), void *arg)
{
	worker_stop(&post->worker, idle, arg);
}

void post_free(struct post *post)
{
	worker_forget(&post->claim);
	worker_forget(&post->ask);
	for (int i = 0; i < AT_ONCE; i++)
		buffer_release(&post->slot[i].bytes);
	worker_end(&post->worker);
	free(post);
}
