/* milestone_guard - a correction far ahead has milestones on the way, and none after it. */
#include "core/guard.h"

/* What the breach's correction date becomes by the question's event, or is; or DAY_NONE. */
static int32_t question_correction(const struct question *question, const struct breach *breach)
{
	const struct case_facts *facts = question->facts;
	const struct action *action = question->asking->action;
	const struct deadline *correction;

	if (question_is(question, MACHINE_AUDIT, AUDIT_SEND_FINAL)) {
		correction = facts_correction(facts, breach->id);
		return facts_stated(question_letter(question), DEADLINE_CORRECTION, breach->id,
			correction != NULL ? correction->due : DAY_NONE);
	}
	if (question_is(question, MACHINE_AUDIT, AUDIT_REOPEN) && action->due == DAY_NONE)
		return policy_correction_due(facts->policy, facts->today, breach->severity, breach->complexity);
	return question_date(question).due;
}

static const struct breach *one_of(const struct case_facts *facts, const struct texts *breaches,
	int index)
{
	return facts_breach(facts, breaches->item[index]);
}

/*
 * The breaches whose correction date the event sets or decides, one by one; false after the last.
 * NULL in between: this one gets none.
 */
static bool corrected_at(const struct question *question, int index,
	const struct breach **ret_breach)
{
	const struct case_facts *facts = question->facts;
	const struct action *action = question->asking->action;
	const struct deadline *deadline = question->subject;
	const struct order *order = question->subject;
	const struct breach *breach = NULL;
	int count = 1;

	if (question_is(question, MACHINE_AUDIT, AUDIT_SEND_FINAL)) {
		count = facts->breach_count;
		if (index < count && breach_stands(&facts->breaches[index]))
			breach = &facts->breaches[index];
	} else if (question->machine == MACHINE_DEADLINE) {
		breach = deadline != NULL && deadline_kind_corrects(deadline->kind)
			? facts_breach(facts, deadline->breach) : NULL;
	} else if (action == NULL) {
		return false;
	} else if (question->machine == MACHINE_AUDIT) {
		count = action->breaches.count;
		breach = index < count ? one_of(facts, &action->breaches, index) : NULL;
	} else if (question->machine == MACHINE_ORDER) {
		count = order->breaches.count;
		breach = index < count ? one_of(facts, &order->breaches, index) : NULL;
		breach = breach != NULL && breach_is_open(breach) ? breach : NULL;
	} else {
		breach = question->subject;
	}
	*ret_breach = breach;
	return index < count;
}

static void try_milestones_after(const struct question *question, const struct breach *breach, int32_t due,
	struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	int count;
	const struct milestone *given = question_milestones(question, &count);

	for (int i = 0; i < count; i++)
		if (given[i].due > due)
			guard_hold(judgement, GUARD_after_correction, breach->id);
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *milestone = &facts->deadlines[i];

		if (milestone->kind == DEADLINE_MILESTONE && deadline_is_live(milestone)
		    && id_same(milestone->breach, breach->id) && milestone->due > due)
			guard_hold(judgement, GUARD_after_correction, milestone->id);
	}
}

/* Neither may a milestone be set after its correction, nor a correction before its milestones. */
void guard_after_correction(const struct question *question, struct judgement *judgement)
{
	const struct date date = question_date(question);
	const struct deadline *correction = NULL;
	const struct breach *breach;

	if (date.milestone)
		correction = facts_correction(question->facts, date.breach);
	if (correction != NULL && date.due != DAY_NONE && date.due > correction->due)
		guard_hold(judgement, GUARD_after_correction, date.subject);
	for (int i = 0; corrected_at(question, i, &breach); i++) {
		int32_t due = breach != NULL ? question_correction(question, breach) : DAY_NONE;

		if (due != DAY_NONE)
			try_milestones_after(question, breach, due, judgement);
	}
}

void guard_milestone_missing(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	int32_t far = calendar_add_days(facts->today, facts->policy->milestone_after);
	const struct breach *breach;
	int given;

	(void)question_milestones(question, &given);
	for (int i = 0; corrected_at(question, i, &breach); i++)
		if (breach != NULL && given == 0 && question_correction(question, breach) > far
		    && !facts_has_live(facts, DEADLINE_MILESTONE, breach->id))
			guard_hold(judgement, GUARD_milestone_missing, breach->id);
}

static bool has_interim_measure(const struct case_facts *facts, const struct breach *breach)
{
	if (text_given(breach->no_interim_measure_reason))
		return true;
	for (int i = 0; i < facts->interim_measure_count; i++) {
		const struct interim_measure *measure = &facts->interim_measures[i];

		if (id_same(measure->breach, breach->id)
		    && (measure->ended_on == DAY_NONE || text_given(measure->none_needed_reason)))
			return true;
	}
	return false;
}

void guard_interim_measure_missing(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	int32_t far = calendar_add_days(facts->today, facts->policy->interim_after);
	const struct breach *breach;

	for (int i = 0; corrected_at(question, i, &breach); i++)
		if (breach != NULL && question_correction(question, breach) > far
		    && !has_interim_measure(facts, breach))
			guard_hold(judgement, GUARD_interim_measure_missing, breach->id);
}
