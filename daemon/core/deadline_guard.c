/* deadline_guard - what holds a date back, whichever event sets it, and a deadline's own steps. */
#include "core/guard.h"

#include <string.h>

static int32_t documents_due(const struct question *question)
{
	const struct case_facts *facts = question->facts;
	const struct action *action = question->asking->action;

	if (action->documents_due != DAY_NONE)
		return action->documents_due;
	for (int i = 0; i < facts->deadline_count; i++)
		if (facts->deadlines[i].kind == DEADLINE_DOCUMENTS
		    && facts->deadlines[i].state == DEADLINE_RUNNING)
			return policy_documents_due(facts->policy, facts->today, action->visit_from);
	return DAY_NONE;
}

struct date question_date(const struct question *question)
{
	const struct action *action = question->asking->action;
	const struct deadline *deadline = question->machine == MACHINE_DEADLINE ? question->subject : NULL;
	struct date date = { .due = DAY_NONE };

	if (deadline != NULL) {
		date.milestone = deadline->kind == DEADLINE_MILESTONE;
		date.breach = deadline->breach;
		date.subject = deadline->id;
	}
	if (question_is(question, MACHINE_DEADLINE, DEADLINE_SET))
		date.due = deadline != NULL ? deadline->due : DAY_NONE;
	else if (question_is(question, MACHINE_ORDER, ORDER_ISSUE))
		date.due = question_compliance(question);
	else if (action == NULL)
		return date;
	else if (question_is(question, MACHINE_AUDIT, AUDIT_RESCHEDULE))
		date.due = documents_due(question);
	else
		date.due = action->due;
	return date;
}

const struct milestone *question_milestones(const struct question *question, int *ret_count)
{
	const struct action *action = question->asking->action;

	*ret_count = action != NULL ? action->milestones.count : 0;
	return *ret_count > 0 ? action->milestones.item : NULL;
}

static bool is_overridden(const struct question *question)
{
	const struct action *action = question->asking->action;
	const struct deadline *asked = question->subject;

	if (question_is(question, MACHINE_DEADLINE, DEADLINE_SET))
		return asked != NULL && asked->override;
	return action != NULL && action->override;
}

/* Hold the guard for every date of the question that is wrong. */
static void try_dates(const struct question *question, enum guard guard,
	bool (*is_wrong)(const struct question *, int32_t day), struct judgement *judgement)
{
	const struct date date = question_date(question);
	int count;
	const struct milestone *milestones = question_milestones(question, &count);

	if (date.due != DAY_NONE && is_wrong(question, date.due))
		guard_hold(judgement, guard, date.subject);
	for (int i = 0; i < count; i++)
		if (milestones[i].due != DAY_NONE && is_wrong(question, milestones[i].due))
			guard_hold(judgement, guard, date.subject);
}

static bool is_past(const struct question *question, int32_t day)
{
	return day < question->facts->today;
}

static bool is_day_off(const struct question *question, int32_t day)
{
	return calendar_day_off(question->facts->policy->calendar, day) != CALENDAR_OPEN;
}

static bool is_avoided(const struct question *question, int32_t day)
{
	return calendar_period_avoided(question->facts->policy->calendar, day) != CALENDAR_OPEN;
}

void guard_due_in_past(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;

	try_dates(question, GUARD_due_in_past, is_past, judgement);
	if (action == NULL || !question_is(question, MACHINE_AUDIT, AUDIT_RESCHEDULE))
		return;
	if ((action->visit_from != DAY_NONE && is_past(question, action->visit_from))
	    || (action->visit_to != DAY_NONE && is_past(question, action->visit_to)))
		guard_hold(judgement, GUARD_due_in_past, question->facts->audit->id);
}

void guard_not_a_working_day(const struct question *question, struct judgement *judgement)
{
	if (!is_overridden(question))
		try_dates(question, GUARD_not_a_working_day, is_day_off, judgement);
}

void guard_avoided_period(const struct question *question, struct judgement *judgement)
{
	if (!is_overridden(question))
		try_dates(question, GUARD_avoided_period, is_avoided, judgement);
}

void guard_not_later(const struct question *question, struct judgement *judgement)
{
	const struct deadline *deadline = question->subject;
	const struct action *action = question->asking->action;

	if (action != NULL && action->due != DAY_NONE && action->due <= deadline->due)
		guard_hold(judgement, GUARD_not_later, deadline->id);
}

/* The kinds of which an open breach always has one running. */
static bool guards_breach(const struct breach *breach, int kind)
{
	if (breach->state == BREACH_REPORTED)
		return kind == DEADLINE_ASSESSMENT || kind == DEADLINE_MEASUREMENT;
	return deadline_kind_corrects(kind);
}

static bool is_last(const struct case_facts *facts, const struct breach *breach,
	const struct deadline *deadline)
{
	if (!guards_breach(breach, deadline->kind))
		return false;
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *other = &facts->deadlines[i];

		if (other->state == DEADLINE_RUNNING && guards_breach(breach, other->kind)
		    && id_same(other->breach, breach->id) && !id_same(other->id, deadline->id))
			return false;
	}
	return true;
}

void guard_last_deadline_of_open_breach(const struct question *question, struct judgement *judgement)
{
	const struct deadline *deadline = question->subject;
	const struct breach *breach = facts_breach(question->facts, deadline->breach);
	bool holds;

	if (breach == NULL || !breach_is_open(breach))
		return;
	if (question->event == DEADLINE_RECEIVE && deadline_kind_corrects(deadline->kind))
		holds = true;                   /* by documentation_received, on the breach */
	else if (question->event == DEADLINE_RECEIVE && deadline_kind_is_internal(deadline->kind))
		holds = false;                  /* met by its event, as internal_deadline says */
	else
		holds = is_last(question->facts, breach, deadline);
	if (holds)
		guard_hold(judgement, GUARD_last_deadline_of_open_breach, breach->id);
}

void guard_internal_deadline(const struct question *question, struct judgement *judgement)
{
	const struct deadline *deadline = question->subject;

	if (deadline_kind_is_internal(deadline->kind))
		guard_hold(judgement, GUARD_internal_deadline, deadline->id);
}
