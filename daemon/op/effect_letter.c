/* effect_letter - what the steps of a letter do, and what a letter that is sent brings about. */
#include <string.h>

#include "auth/digest.h"
#include "core/facts.h"
#include "core/later_round.h"
#include "letter/text.h"
#include "op/effect.h"
#include "op/letter_draft.h"
#include "op/outbox.h"
#include "op/write_off.h"
#include "proto/messages.h"

/* The letter at hand: the subject, or what the event sends. */
static struct letter *letter_at_hand(const struct happening *happening)
{
	return happening->machine == MACHINE_LETTER ? happening->subject : happening->letter;
}

static void add_writer(struct happening *happening)
{
	struct letter *letter = happening_letter(happening);
	const char *account = happening->work->request->caller.account;

	if (account[0] == '\0')
		return;                         /* the clock signs by its template's approval */
	if (letter->author[0] == '\0')
		memcpy(letter->author, account, ID_SIZE);
	letter->writers.given = true;
	if (!texts_have(&letter->writers, account))
		texts_add(&letter->writers, account, &happening->work->request->arena);
	memcpy(letter->edited_by, account, ID_SIZE);
	letter->edited_at = happening->work->request->now;
}

static void fix_content(struct happening *happening)
{
	struct letter *letter = happening_letter(happening);
	struct request *request = happening->work->request;
	const char *content = arena_format(&request->arena, "%s\n\n%s", letter->subject, letter->body);
	char hex[DIGEST_HEX];

	digest_hex(content, strlen(content), hex);
	letter->sha256 = arena_text(&request->arena, hex);
	letter->letter_date = request->today;
	letter->submitted_at = request->now;
	happening_note(happening, "\"sha256\":\"%s\"", hex);
}

static void void_approvals(struct happening *happening)
{
	struct letter *letter = happening_letter(happening);

	letter->approvals = (struct objects){ .given = true };
	letter->sha256 = NULL;
	letter->submitted_at = INSTANT_NONE;
	if (happening->action != NULL && happening->action->comment != NULL)
		letter->comment = happening->action->comment;
}

static void add_approval(struct happening *happening)
{
	struct casework *work = happening->work;
	struct letter *letter = happening_letter(happening);
	const char *account = work->request->caller.account;
	struct approval *approvals = letter->approvals.item, *mine = NULL;

	for (int i = 0; i < letter->approvals.count; i++)
		if (strcmp(approvals[i].account, account) == 0)
			mine = &approvals[i];
	if (mine == NULL)
		mine = arena_push(&work->request->arena, &letter->approvals.item, &letter->approvals.count, sizeof *mine);
	memcpy(mine->account, account, ID_SIZE);
	mine->approved_at = work->request->now;
	mine->as_leader = (work->actor & (BY_LEADER | BY_DEPUTY)) != 0;
	mine->sha256 = letter->sha256;
	letter->approvals.given = true;
}

static void send_letter(struct happening *happening)
{
	struct casework *work = happening->work;
	struct letter *letter = happening_letter(happening);

	letter->recipient = letter_recipient(&work->facts, letter, &work->request->arena);
	letter->letter_date = work->request->today;
	letter->dispatched_at = work->request->now;
	letter->document_state = DOCUMENT_WAITING;
	outbox_add_letter(work, letter);
	write_off_by_letter(work, letter);
	letter->archive_state = ARCHIVE_WAITING;
	letter->archive_at = work->request->now;
	happening_note(happening, "\"kind\":\"%s\"", letter_kinds.word[letter->kind]);
}

static void record_arrival(struct happening *happening)
{
	happening_letter(happening)->arrived_on = happening->action->arrived_on;
}

/* Forvaltningsloven § 29 (new act § 63): three weeks from the day the party was told. */
static void set_appeal_deadline(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct letter *letter = happening_letter(happening);
	struct policy_count count = policy_count(work->facts.policy, DEADLINE_APPEAL, happening->action->arrived_on);

	for (int i = 0; i < work->facts.order_count; i++) {
		const struct order *order = &work->facts.orders[i];
		struct deadline *made;
		int before = work->facts.deadline_count;

		if (strcmp(order->issued_letter, letter->id) != 0)
			continue;
		made = deadline_make(happening, DEADLINE_APPEAL, count.due, NULL, order->id, true, DEADLINE_RUNNING);
		deadline_keep_count(made, count);
		memcpy(made->letter, letter->id, ID_SIZE);
		for (int d = 0; d < before; d++)
			if (work->facts.deadlines[d].kind == DEADLINE_APPEAL && work->facts.deadlines[d].state == DEADLINE_RUNNING
			    && strcmp(work->facts.deadlines[d].order, order->id) == 0)
				effect_step_succeed(happening, &work->facts.deadlines[d], made);
	}
}

static void record_journal(struct happening *happening)
{
	happening_letter(happening)->archive_number = happening->action->archive_number;
}

void effect_record_withdrawal(struct happening *happening)
{
	if (happening->machine == MACHINE_LETTER) {
		happening_letter(happening)->withdrawn_reason = happening_reason(happening);
		return;
	}
	happening_order(happening)->reason = happening_reason(happening);
	if (happening->letter != NULL)
		memcpy(happening_order(happening)->withdrawn_letter, happening->letter->id, ID_SIZE);
}

void effect_dispatch_letter(struct happening *happening)
{
	if (happening->letter != NULL)
		effect_step(happening, MACHINE_LETTER, happening->letter, LETTER_DISPATCH);
}

/* Which dates of its letter an event turns into deadlines; what is left out, other effects set. */
static bool event_sets(const struct happening *happening, int kind)
{
	if (happening->machine == MACHINE_AUDIT && happening->event == AUDIT_NOTIFY)
		return kind == DEADLINE_CONTACT_PERSON || kind == DEADLINE_DOCUMENTS || kind == DEADLINE_SURVEY;
	if (happening->machine == MACHINE_AUDIT && happening->event == AUDIT_SEND_PRELIMINARY)
		return kind == DEADLINE_COMMENT;
	if (happening->machine == MACHINE_AUDIT && happening->event == AUDIT_SEND_FINAL)
		return kind == DEADLINE_MEASUREMENT && happening->work->audit.later_rounds.count > 0;
	if (letter_at_hand(happening)->kind != LETTER_FOLLOW_UP_DEMAND)
		return false;                   /* others state dates that stand elsewhere */
	return !deadline_kind_is_internal(kind) && kind != DEADLINE_COMMENT && kind != DEADLINE_ORDER_COMMENT
		&& kind != DEADLINE_ORDER_COMPLIANCE
		&& kind != DEADLINE_APPEAL;
}

static bool stands_already(const struct casework *work, const struct letter_date *date)
{
	for (int i = 0; i < work->facts.deadline_count; i++) {
		const struct deadline *deadline = &work->facts.deadlines[i];

		if (deadline_is_live(deadline) && deadline->kind == date->kind && deadline->due == date->due
		    && strcmp(deadline->breach, date->breach) == 0)
			return true;
	}
	return false;
}

/* A later round on the day that the guide's plan counts to says so. */
static void keep_plan(const struct casework *work, struct deadline *made)
{
	const struct breach *breach = facts_breach(&work->facts, made->breach);
	struct policy_count count = { .due = DAY_NONE };

	if (made->kind == DEADLINE_MEASUREMENT && breach != NULL)
		count = later_round_planned(&work->facts, breach, made->due);
	if (count.due != DAY_NONE)
		deadline_keep_count(made, count);
}

void effect_set_deadlines_of_letter(struct happening *happening)
{
	struct casework *work = happening->work;
	const struct letter *letter = letter_at_hand(happening);
	const struct letter_date *date = letter->dates.item;

	for (int i = 0; i < letter->dates.count; i++) {
		struct deadline *made;

		if (!event_sets(happening, date[i].kind) || stands_already(work, &date[i]))
			continue;
		made = deadline_make(happening, (enum deadline_kind)date[i].kind, date[i].due,
			date[i].breach[0] == '\0' ? NULL : date[i].breach, NULL, true, DEADLINE_RUNNING);
		memcpy(made->letter, letter->id, ID_SIZE);
		keep_plan(work, made);
	}
}

void effect_announce_order_of_letter(struct happening *happening)
{
	struct casework *work = happening->work;
	struct letter *letter = letter_at_hand(happening);
	struct order *order;

	if (letter == NULL || letter->notice_given == 0)
		return;
	order = casework_add(work, NOUN_ORDER);
	order->breaches = letter->notice_of_order.breaches;
	order->legal_ground = letter->notice_of_order.legal_ground;
	order->text = letter->notice_of_order.text;
	order->comment_due = letter->notice_of_order.comment_due;
	memcpy(order->letter, letter->id, ID_SIZE);
	effect_step(happening, MACHINE_ORDER, order, ORDER_ANNOUNCE);
}

void effect_issue_order_of_letter(struct happening *happening)
{
	struct order *order;

	if (happening->letter == NULL || happening->letter->order[0] == '\0')
		return;
	order = casework_find(happening->work, NOUN_ORDER, happening->letter->order);
	must(order != NULL);
	effect_step(happening, MACHINE_ORDER, order, ORDER_ISSUE);
}

static void state_deadline(struct casework *work, struct letter *letter, const struct deadline *deadline)
{
	struct letter_date *date = arena_push(&work->request->arena, &letter->dates.item, &letter->dates.count, sizeof *date);

	date->kind = deadline->kind;
	date->due = deadline->due;
	memcpy(date->breach, deadline->breach, ID_SIZE);
	if (deadline->breach[0] != '\0')
		texts_add(&letter->breaches, deadline->breach, &work->request->arena);
}

static void draft_confirmation(struct happening *happening, const struct deadline *deadline)
{
	struct casework *work = happening->work;
	struct letter *letter = casework_add(work, NOUN_LETTER);

	letter->kind = LETTER_DEADLINE_CONFIRMATION;
	letter->created_at = work->request->now;
	letter->dates.given = letter->breaches.given = true;
	if (deadline != NULL)
		state_deadline(work, letter, deadline);
	letter_complete(work, letter);
	effect_step(happening, MACHINE_LETTER, letter, LETTER_CREATE);
}

static void confirm(struct happening *happening, const struct deadline *deadline)
{
	if (!deadline_kind_is_internal(deadline->kind))
		draft_confirmation(happening, deadline);
}

/*
 * Of the deadline that now counts: the successor, the one refused, or the documents that were moved.
 * New days of a visit are told also when nothing of what was asked for before it is awaited any more.
 */
void effect_draft_confirmation(struct happening *happening)
{
	struct casework *work = happening->work;
	bool told = false;

	if (happening->machine == MACHINE_DEADLINE) {
		confirm(happening, happening->successor != NULL ? happening->successor : happening_deadline(happening));
		return;
	}
	for (int i = 0; i < work->facts.deadline_count; i++)
		if (work->facts.deadlines[i].kind == DEADLINE_DOCUMENTS && work->facts.deadlines[i].state == DEADLINE_RUNNING) {
			confirm(happening, &work->facts.deadlines[i]);
			told = true;
		}
	if (!told)
		draft_confirmation(happening, NULL);
}

effect_carrier *const effect_letter[EFFECTS] = {
	[EFFECT_add_writer] = add_writer,
	[EFFECT_fix_content] = fix_content,
	[EFFECT_void_approvals] = void_approvals,
	[EFFECT_add_approval] = add_approval,
	[EFFECT_send_letter] = send_letter,
	[EFFECT_record_arrival] = record_arrival,
	[EFFECT_set_appeal_deadline] = set_appeal_deadline,
	[EFFECT_record_journal] = record_journal,
	[EFFECT_record_withdrawal] = effect_record_withdrawal,
	[EFFECT_set_deadlines_of_letter] = effect_set_deadlines_of_letter,
	[EFFECT_announce_order_of_letter] = effect_announce_order_of_letter,
};
