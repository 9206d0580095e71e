/* letter_dates - which dates a letter states when nobody said anything else, kind by kind. */
#include "op/letter_dates.h"

#include <string.h>

#include "core/facts.h"
#include "core/later_round.h"
#include "core/method.h"
#include "op/effect.h"
#include "proto/messages.h"

static const char no_breach[ID_SIZE];

static void state_date(struct casework *work, struct letter *letter, enum deadline_kind kind, int32_t due,
	const char *breach)
{
	struct letter_date *date;

	if (due == DAY_NONE)
		return;
	date = arena_push(&work->request->arena, &letter->dates.item, &letter->dates.count, sizeof *date);
	date->kind = kind;
	date->due = due;
	memcpy(date->breach, breach, ID_SIZE);
}

/* Those proposed or running, of the letter's breaches or of none. */
static void state_deadlines(struct casework *work, struct letter *letter, enum deadline_state state)
{
	for (int i = 0; i < work->facts.deadline_count; i++) {
		const struct deadline *deadline = &work->facts.deadlines[i];

		if (deadline->state != (int)state || deadline_kind_is_internal(deadline->kind))
			continue;
		if (deadline->breach[0] == '\0' || texts_have(&letter->breaches, deadline->breach))
			state_date(work, letter, (enum deadline_kind)deadline->kind, deadline->due, deadline->breach);
	}
}

static void state_planned_rounds(struct casework *work, struct letter *letter, const struct breach *breach)
{
	const struct later_round *round = work->audit.later_rounds.item;
	int64_t most = message_field(&letter_message, "dates")->max;

	for (int i = 0; i < work->audit.later_rounds.count && letter->dates.count < most; i++) {
		int32_t due = later_round_count(&work->facts, breach, round[i].months).due;

		if (due > work->request->today)
			state_date(work, letter, DEADLINE_MEASUREMENT, due, breach->id);
	}
}

static void state_running_rounds(struct casework *work, struct letter *letter, const struct breach *breach)
{
	for (int i = 0; i < work->facts.deadline_count; i++) {
		const struct deadline *deadline = &work->facts.deadlines[i];

		if (deadline->kind == DEADLINE_MEASUREMENT && deadline->state == DEADLINE_RUNNING
		    && strcmp(deadline->breach, breach->id) == 0)
			state_date(work, letter, DEADLINE_MEASUREMENT, deadline->due, breach->id);
	}
}

/* Where the audit plans later rounds, practice is measured again: on the dates set for the breach, else as planned. */
static void state_later_rounds(struct casework *work, struct letter *letter)
{
	for (int i = 0; i < letter->breaches.count && work->audit.later_rounds.count > 0; i++) {
		const struct breach *breach = facts_breach(&work->facts, letter->breaches.item[i]);

		if (breach == NULL || !breach_stands(breach) || !facts_measured(&work->facts, breach))
			continue;
		if (facts_has_live(&work->facts, DEADLINE_MEASUREMENT, breach->id))
			state_running_rounds(work, letter, breach);
		else
			state_planned_rounds(work, letter, breach);
	}
}

/* A reminder's new date is its own: the deadline keeps its due and stays overdue. */
static void state_overdue(struct casework *work, struct letter *letter, int days)
{
	int32_t due = deadline_counted(work, work->request->today, days);

	for (int i = 0; i < work->facts.deadline_count; i++) {
		const struct deadline *deadline = &work->facts.deadlines[i];

		if (deadline_is_overdue(deadline, work->request->today) && !deadline_kind_is_internal(deadline->kind)
		    && (deadline->breach[0] == '\0' || texts_have(&letter->breaches, deadline->breach)))
			state_date(work, letter, (enum deadline_kind)deadline->kind, due, deadline->breach);
	}
}

/* In a final report an order announced without a date is to be complied with when its breaches are to be corrected. */
static void state_order(struct casework *work, struct letter *letter)
{
	const struct order *order = facts_order(&work->facts, letter->order);
	int32_t due = order == NULL ? DAY_NONE : order->compliance_date;
	bool undated = order != NULL && due == DAY_NONE && letter->kind == LETTER_FINAL_REPORT;

	for (int i = 0; undated && i < order->breaches.count; i++) {
		const struct deadline *correction = facts_correction(&work->facts, order->breaches.item[i]);

		if (correction != NULL && correction->due > work->request->today && (due == DAY_NONE || correction->due > due))
			due = correction->due;
	}
	state_date(work, letter, DEADLINE_ORDER_COMPLIANCE, due, no_breach);
}

void letter_state_dates(struct casework *work, struct letter *letter)
{
	const struct policy *policy = work->facts.policy;
	int32_t today = work->request->today;

	letter->dates = (struct objects){ .given = true };
	switch (letter->kind) {
	case LETTER_NOTICE:
		if (work->audit.survey[0] != '\0' && work->facts.survey != NULL) {
			state_date(work, letter, DEADLINE_SURVEY, work->facts.survey->due, no_breach);
			return;
		}
		state_date(work, letter, DEADLINE_CONTACT_PERSON, policy_due(policy, DEADLINE_CONTACT_PERSON, today), no_breach);
		state_date(work, letter, DEADLINE_DOCUMENTS, policy_documents_due(policy, today, work->audit.visit_from), no_breach);
		if (method_flags(work->audit.method)->survey)
			state_date(work, letter, DEADLINE_SURVEY, policy_due(policy, DEADLINE_DOCUMENTS, today), no_breach);
		return;
	case LETTER_PRELIMINARY_REPORT:
		state_date(work, letter, DEADLINE_COMMENT, policy_due(policy, DEADLINE_COMMENT, today), no_breach);
		return;
	case LETTER_FINAL_REPORT:
		state_deadlines(work, letter, DEADLINE_PROPOSED);
		state_later_rounds(work, letter);
		state_order(work, letter);
		return;
	case LETTER_FOLLOW_UP_DEMAND:
		state_deadlines(work, letter, DEADLINE_RUNNING);
		return;
	case LETTER_REMINDER_1:
		state_overdue(work, letter, policy_new_date(policy, RUNG_REMINDER_1));
		return;
	case LETTER_REMINDER_2:
		state_overdue(work, letter, policy_new_date(policy, RUNG_REMINDER_2));
		return;
	case LETTER_ORDER:
		state_order(work, letter);
		return;
	case LETTER_ORDER_NOTICE:
		state_date(work, letter, DEADLINE_ORDER_COMMENT, policy_due(policy, DEADLINE_ORDER_COMMENT, today), no_breach);
		return;
	default:
		return;
	}
}
