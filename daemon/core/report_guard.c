/* report_guard - what holds a preliminary or final report back. */
#include "core/guard.h"

/* An urgent breach: users are protected already, and the enterprise has been told how. */
static bool is_protected(const struct case_facts *facts, const struct breach *breach)
{
	bool measure = false, told = false;

	for (int i = 0; i < facts->interim_measure_count; i++)
		measure |= id_same(facts->interim_measures[i].breach, breach->id)
			&& facts->interim_measures[i].due != DAY_NONE;
	for (int i = 0; i < facts->letter_count; i++) {
		const struct letter *letter = &facts->letters[i];

		for (int b = 0; b < letter->breaches.count; b++)
			told |= letter->kind == LETTER_INTERIM_MEASURES && letter_was_sent(letter)
				&& id_same(letter->breaches.item[b], breach->id);
	}
	return measure && told;
}

void guard_breach_incomplete(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->breach_count; i++) {
		const struct breach *breach = &facts->breaches[i];

		if (breach->state == BREACH_DROPPED)
			continue;
		if (breach->requirements.count == 0)
			guard_hold_missing(judgement, GUARD_breach_incomplete, breach->id, "requirements");
		if (!text_given(breach->facts))
			guard_hold_missing(judgement, GUARD_breach_incomplete, breach->id, "facts");
		if (breach->urgent < 0)
			guard_hold_missing(judgement, GUARD_breach_incomplete, breach->id, "urgent");
		if (breach->urgent > 0 && breach_stands(breach) && !is_protected(facts, breach))
			guard_hold_missing(judgement, GUARD_breach_incomplete, breach->id, "interim_measures");
	}
}

/* Also one corrected early: it stays in the report, and the enterprise is heard on it. */
void guard_breach_present(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; audit_concludes(facts->audit) && i < facts->breach_count; i++)
		if (facts->breaches[i].state != BREACH_DROPPED)
			guard_hold(judgement, GUARD_breach_present, facts->breaches[i].id);
}

/* Heard: it answered, or chose not to.  Of an order, unless it is too urgent to wait. */
void guard_comment_pending(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;
	const struct order *order = question->machine == MACHINE_ORDER ? question->subject : NULL;
	const struct deadline *newest;

	if (order != NULL && (text_given(order->urgent_reason)
			      || (action != NULL && text_given(action->urgent_reason))))
		return;
	newest = order != NULL ? facts_newest(question->facts, DEADLINE_ORDER_COMMENT, order->id)
		: facts_newest(question->facts, DEADLINE_COMMENT, NULL);
	if (newest == NULL || (newest->state != DEADLINE_MET && newest->state != DEADLINE_MET_LATE
			       && newest->state != DEADLINE_LAPSED))
		guard_hold(judgement, GUARD_comment_pending, newest != NULL ? newest->id
			: order != NULL ? order->id : NULL);
}

/* The preliminary report of an imported case is not here; its breaches came in with the case. */
void guard_breach_not_heard(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct letter *report = facts_sent_letter(facts, LETTER_PRELIMINARY_REPORT);
	int64_t heard = report != NULL ? report->dispatched_at
		: facts->audit->imported ? facts->audit->created_at : INSTANT_NONE;

	for (int i = 0; i < facts->breach_count; i++)
		if (facts->breaches[i].state != BREACH_DROPPED && facts->breaches[i].registered_at > heard)
			guard_hold(judgement, GUARD_breach_not_heard, facts->breaches[i].id);
}

void guard_breach_without_deadline(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->breach_count; i++)
		if (breach_stands(&facts->breaches[i])
		    && facts_correction(facts, facts->breaches[i].id) == NULL)
			guard_hold(judgement, GUARD_breach_without_deadline, facts->breaches[i].id);
}

void guard_breach_without_demand(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->breach_count; i++) {
		const struct breach *breach = &facts->breaches[i];

		if (!breach_stands(breach))
			continue;
		if (!facts_demands(facts, breach, EVIDENCE_PRACTICE)
		    && !text_given(breach->no_practice_demand_reason))
			guard_hold_missing(judgement, GUARD_breach_without_demand, breach->id, "practice");
		if (!facts_demands(facts, breach, EVIDENCE_MANAGEMENT)
		    && !text_given(breach->no_management_demand_reason))
			guard_hold_missing(judgement, GUARD_breach_without_demand, breach->id, "management");
		if (!facts_measured(facts, breach) && !text_given(breach->not_measurable_reason))
			guard_hold_missing(judgement, GUARD_breach_without_demand, breach->id, "measure_point");
	}
}
