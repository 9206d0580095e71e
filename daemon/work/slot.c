/* slot - the life of one mail in hand: taken, filled in, carried, and ended one way or the other. */
#include <stdio.h>
#include <string.h>

#include "base/log.h"
#include "port/clock.h"
#include "work/address.h"
#include "work/mail_text.h"
#include "work/mime.h"
#include "work/post_own.h"

#define ATTEMPTS_LEAST 24       /* of a week: what waited long for a server is tried as others are */
#define LOST_MOST 5             /* attempts that nobody told the end of: each may have arrived */
#define SECOND INT64_C(1000000)
#define MINUTE (60 * SECOND)
#define GIVE_UP (INT64_C(3) * 24 * 60 * MINUTE)         /* as long as mail servers try */
#define TELL_FIRST (SECOND / 2)
#define TELL_LONGEST (30 * SECOND)

/* The first answer is waited for a minute, then twice as long each time, up to two hours. */
static int64_t pause_after(int64_t attempts)
{
	int64_t pause = MINUTE;

	for (int64_t i = 1; i < attempts && pause < 120 * MINUTE; i++)
		pause *= 2;
	return pause < 120 * MINUTE ? pause : 120 * MINUTE;
}

static void set_end(struct slot *slot, int state, int64_t again_at, const char *answer)
{
	slot->state = SLOT_ENDED;
	slot->ended_at = slot->tell_at = clock_monotonic();
	slot->pause = 0;
	slot->outcome = (struct mail_outcome){ .state = state, .attempt = slot->mail.attempts, .next_attempt_at = again_at,
		.answer = answer };
}

void slot_give_back(struct slot *slot, int64_t until)
{
	set_end(slot, MAIL_WAITING, until, slot->mail.answer);
}

void slot_end(struct slot *slot, int state, const char *answer)
{
	const struct mail *mail = &slot->mail;
	int64_t now = clock_now();

	snprintf(slot->answer, sizeof slot->answer, "%s", answer);
	if (state == MAIL_WAITING && now - mail->created_at > GIVE_UP && mail->attempts >= ATTEMPTS_LEAST) {
		state = MAIL_FAILED;
		snprintf(slot->answer, sizeof slot->answer, "given up after %lld attempts: %s", (long long)mail->attempts, answer);
	}
	set_end(slot, state, slot->again_at, slot->answer);
	worker_count(state == MAIL_SENT ? WORK_MAIL_SENT : state == MAIL_FAILED ? WORK_MAIL_FAILED : WORK_MAIL_LATER);
	if (state != MAIL_SENT)
		log_line(state == MAIL_FAILED ? LOG_LEVEL_ERROR : LOG_LEVEL_WARNING, "mail %s: %s: %s", mail->id,
			state == MAIL_FAILED ? "not delivered" : "later", slot->answer);
}

static void carried(struct errand *errand, enum courier_end end, const char *answer)
{
	static const int states[] = { [COURIER_TAKEN] = MAIL_SENT, [COURIER_LATER] = MAIL_WAITING,
		[COURIER_AWAY] = MAIL_WAITING, [COURIER_REFUSED] = MAIL_FAILED };
	struct slot *slot = (struct slot *)errand;

	worker_probe(&slot->post->worker, "mail_carried", slot->mail.id);
	if (end == COURIER_GIVEN_UP) {          /* whoever comes after us need not wait */
		slot_give_back(slot, clock_now());
	} else {
		slot_end(slot, states[end], answer);
		post_heard(slot->post, end == COURIER_AWAY);
	}
	post_go_on(slot->post);
}

/* Within the hours in which the policy lets mail leave: from then on. */
static int64_t in_hours(const struct policy *policy, int64_t instant)
{
	return ladder_instant(policy->send_window, policy->calendar, instant_day(instant), instant);
}

/* A person's letter leaves when they send it, and is tried again; what the clock asks for, in working hours. */
static bool waits_for_hours(struct slot *slot, const struct policy *policy)
{
	int64_t now = clock_now(), open = in_hours(policy, now);

	if (!slot->mail.by_clock)
		return false;
	slot->again_at = in_hours(policy, slot->again_at);
	if (open != now)
		slot_give_back(slot, open);
	return open != now;
}

static void send_off(struct slot *slot)
{
	struct post *post = slot->post;

	slot->errand = (struct errand){ .from = post->options.from, .to = slot->to, .bytes = slot->bytes.data,
		.length = slot->bytes.length, .done = carried };
	slot->state = SLOT_CARRIED;
	worker_probe(&post->worker, "mail_composed", slot->mail.id);
	post->options.courier->carry(post->options.courier, &slot->errand);
}

/* A person's words never go by mail against the policy; what goes with other mail is ours. */
static bool goes_along(const struct mail *mail, const struct mail_contents *contents)
{
	int how = contents->policy->letter_mail;

	return contents->document != NULL && (mail->kind != MAIL_LETTER || how == LETTER_MAIL_ATTACHED
		|| (how == LETTER_MAIL_ATTACHED_IF_OPEN && !contents->exempt));
}

void slot_compose(struct slot *slot, struct request *request)
{
	const struct mail_contents *contents = request->own;
	const struct mail *mail = &slot->mail;
	struct post *post = slot->post;
	struct mime mime = { .from_name = contents->authority, .from = post->options.from, .to = slot->to,
		.message_id = mail->message_id, .language = languages.word[mail->language], .date = mail->created_at };
	const char *wrong;

	if (waits_for_hours(slot, contents->policy))
		return;
	if (mail->letter[0] != '\0' && contents->document == NULL) {
		slot_end(slot, MAIL_WAITING, "its document is not made yet");
		return;
	}
	snprintf(slot->to, sizeof slot->to, "%s", address_ascii(mail->recipient, &request->arena));
	mail_text(mail->kind, (enum language)mail->language, contents, goes_along(mail, contents), post->options.link,
		&request->arena, &mime.subject, &mime.text);
	if (goes_along(mail, contents))
		mime.part = (struct mime_part){ contents->document_name, contents->document_type, contents->document,
			contents->document_length };
	buffer_clear(&slot->bytes);
	wrong = mime_write(&mime, &slot->bytes);
	if (wrong != NULL)
		slot_end(slot, MAIL_FAILED, wrong);
	else if (post_world_now() + post->options.seconds * SECOND > slot->lease)       /* another may have it before we are done */
		slot_end(slot, MAIL_WAITING, "the outbox was too slow");
	else
		send_off(slot);
}

/* What was sent so often without anybody learning the end of it is sent no more: a person has to ask. */
void slot_take(struct slot *slot, const struct mail_in_hand *taken, int64_t lease)
{
	struct mail *mail = &slot->mail;
	char why[80];

	*mail = taken->mail;
	mail->recipient = arena_text(&slot->arena, mail->recipient);
	mail->message_id = arena_text(&slot->arena, mail->message_id);
	mail->answer = arena_text(&slot->arena, mail->answer);
	mail->data = NULL;
	memcpy(slot->authority, taken->authority, ID_SIZE);
	slot->state = SLOT_TAKEN;
	slot->lease = lease;
	slot->keep_at = clock_monotonic() + post_lease_span(slot->post) / 2;
	slot->unlogged = false;
	slot->again_at = clock_now() + pause_after(mail->attempts);
	if (mail->attempts_lost < LOST_MOST)
		return;
	snprintf(why, sizeof why, "it is not known whether it arrived: nobody told the end of %d attempts", LOST_MOST);
	slot_end(slot, MAIL_FAILED, why);
}

bool slot_is_told_to_case(const struct slot *slot)
{
	return slot->outcome.state == MAIL_FAILED && slot->mail.letter[0] != '\0' && !slot->unlogged;
}

void slot_tell_later(struct slot *slot)
{
	slot->pause = slot->pause == 0 ? TELL_FIRST : 2 * slot->pause < TELL_LONGEST ? 2 * slot->pause : TELL_LONGEST;
	slot->tell_at = clock_monotonic() + slot->pause;
}

/* A large letter's memory is not kept for the small ones after it. */
void slot_empty(struct slot *slot)
{
	slot->state = SLOT_EMPTY;
	arena_clear(&slot->arena);
	buffer_release(&slot->bytes);
}
