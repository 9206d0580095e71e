/* law_letter - which letter an event sends, and whether enough people can approve it. */
#include "core/guard.h"

#include <string.h>

int law_letter_kind(enum machine machine, int event)
{
	static const struct { enum machine machine; int event; enum letter_kind kind; } sent[] = {
		{ MACHINE_AUDIT, AUDIT_NOTIFY, LETTER_NOTICE },
		{ MACHINE_AUDIT, AUDIT_SEND_PRELIMINARY, LETTER_PRELIMINARY_REPORT },
		{ MACHINE_AUDIT, AUDIT_SEND_FINAL, LETTER_FINAL_REPORT },
		{ MACHINE_AUDIT, AUDIT_CLOSE, LETTER_CLOSURE },
		{ MACHINE_AUDIT, AUDIT_CANCEL, LETTER_CANCELLATION },
		{ MACHINE_ORDER, ORDER_ANNOUNCE, LETTER_ORDER_NOTICE },
		{ MACHINE_ORDER, ORDER_ISSUE, LETTER_ORDER },
		{ MACHINE_ORDER, ORDER_WITHDRAW, LETTER_ORDER_WITHDRAWN },
	};

	for (size_t i = 0; i < sizeof sent / sizeof *sent; i++)
		if (sent[i].machine == machine && sent[i].event == event)
			return (int)sent[i].kind;
	return TERM_NONE;
}

/* Of the kind, and of this order where the event is an order's. */
static bool fits(const struct letter *letter, int kind, enum machine machine, const void *subject)
{
	const struct order *order = subject;

	if (letter->kind != kind)
		return false;
	return machine != MACHINE_ORDER || kind == LETTER_ORDER_NOTICE || order == NULL
		|| id_same(letter->order, order->id);
}

const struct letter *law_letter(const struct case_facts *facts, enum machine machine, const void *subject,
	int event, const struct asking *asking, int *ret_count)
{
	int kind = law_letter_kind(machine, event), count = 0;
	const char *named = asking->action != NULL ? asking->action->letter : "";
	const struct letter *found = NULL;

	for (int i = 0; i < facts->letter_count; i++) {
		const struct letter *letter = &facts->letters[i];

		if (letter->state != LETTER_APPROVED || !fits(letter, kind, machine, subject))
			continue;
		count++;
		if (*named != '\0' && !id_same(letter->id, named))
			continue;
		if (found == NULL || strcmp(letter->id, found->id) > 0)
			found = letter;
	}
	if (ret_count != NULL)
		*ret_count = count;
	return found;
}

const struct letter *question_letter(const struct question *question)
{
	if (question->machine == MACHINE_LETTER)
		return question->subject;
	if (question_is(question, MACHINE_ORDER, ORDER_ISSUE) && (question->asking->actor & BY_CASE) != 0)
		return law_letter(question->facts, MACHINE_AUDIT, question->facts->audit, AUDIT_SEND_FINAL,
			question->asking, NULL);
	if (law_letter_kind(question->machine, question->event) == TERM_NONE)
		return NULL;
	return law_letter(question->facts, question->machine, question->subject, question->event,
		question->asking, NULL);
}

static bool wrote(const struct letter *letter, const char *account)
{
	if (id_same(letter->author, account))
		return true;
	for (int i = 0; account != NULL && i < letter->writers.count; i++)
		if (strcmp(letter->writers.item[i], account) == 0)
			return true;
	return false;
}

static bool in_conflict(const struct case_facts *facts, const char *account)
{
	for (int i = 0; i < facts->conflict_count; i++)
		if (id_same(facts->conflicts[i].account, account))
			return true;
	return false;
}

/* The role of which too few are left to approve the letter ("leader", "caseworker"), or NULL. */
static const char *letter_approver_missing(const struct case_facts *facts, const struct letter *letter)
{
	int leaders = 0, all = 0;

	if (facts->approver_count == 0)
		return NULL;
	for (int i = 0; i < facts->approver_count; i++) {
		const struct approver *approver = &facts->approvers[i];

		if (wrote(letter, approver->account) || in_conflict(facts, approver->account))
			continue;
		all++;
		leaders += approver->as_leader;
	}
	if (leaders == 0)
		return "leader";
	return letter_needs_two(letter) && all < 2 ? "caseworker" : NULL;
}

void guard_letter_not_approved(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	int kind = law_letter_kind(question->machine, question->event);

	if (question_letter(question) != NULL)
		return;
	guard_hold(judgement, GUARD_letter_not_approved, NULL);
	for (int i = 0; i < facts->letter_count; i++) {
		const struct letter *letter = &facts->letters[i];

		if (fits(letter, kind, question->machine, question->subject)
		    && (letter->state == LETTER_DRAFT || letter->state == LETTER_SUBMITTED))
			guard_hold_missing(judgement, GUARD_letter_not_approved, letter->id,
				letter_approver_missing(facts, letter));
	}
}

void guard_own_text(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question->subject;

	if (wrote(letter, question->asking->account))
		guard_hold_missing(judgement, GUARD_own_text, letter->id,
			letter_approver_missing(question->facts, letter));
}

static void hold_conflict(const struct question *question, const char *account, struct judgement *judgement)
{
	if (in_conflict(question->facts, account))
		guard_hold(judgement, GUARD_conflict_of_interest, account);
}

static void hold_team(const struct question *question, const char *lead, const struct texts *team,
	struct judgement *judgement)
{
	hold_conflict(question, lead, judgement);
	for (int i = 0; i < team->count; i++)
		hold_conflict(question, team->item[i], judgement);
}

/* Of those a new audit begins with, those assigned, or the one who approves. */
void guard_conflict_of_interest(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;
	const struct audit *audit = question->facts->audit;

	if (question->machine == MACHINE_LETTER) {
		hold_conflict(question, question->asking->account, judgement);
		return;
	}
	if (question_is(question, MACHINE_AUDIT, AUDIT_CREATE)) {
		hold_team(question, audit->lead_auditor, &audit->team, judgement);
		return;
	}
	if (action == NULL)
		return;
	hold_conflict(question, action->follow_up_lead, judgement);
	hold_team(question, action->lead_auditor, &action->team, judgement);
}
