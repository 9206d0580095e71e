/* breach_guard - when a breach is corrected: shown in practice and management, never by a plan. */
#include "core/guard.h"

#include <string.h>

static bool has_counting(const struct question *question, const struct breach *breach, int kind)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->evidence_count; i++)
		if (facts->evidence[i].kind == kind && evidence_counts(breach, &facts->evidence[i]))
			return true;
	return false;
}

/* Before the final report: what came after the visit. */
static bool came_after_visit(const struct case_facts *facts, const struct evidence *evidence)
{
	return facts->audit->visit_to == DAY_NONE || evidence->received_on > facts->audit->visit_to;
}

static bool is_measured_by(const struct question *question, const struct breach *breach,
	const struct evidence *evidence, bool early)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *observation = &facts->observations[i];

		if (id_same(observation->evidence, evidence->id)
		    && id_same(observation->breach, breach->id)
		    && (early || observation_counts(breach, observation)))
			return true;
	}
	return false;
}

void guard_practice_missing(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct breach *breach = question->subject;
	bool early = question->event == BREACH_CORRECT_EARLY;
	bool measured = facts_measured(facts, breach);

	if (!early && breach->excused_practice)
		return;
	for (int i = 0; i < facts->evidence_count; i++) {
		const struct evidence *evidence = &facts->evidence[i];

		if (evidence->kind != EVIDENCE_PRACTICE || !id_same(evidence->breach, breach->id))
			continue;
		if (early ? !came_after_visit(facts, evidence) : !evidence_counts(breach, evidence))
			continue;
		if (!measured || is_measured_by(question, breach, evidence, early))
			return;
	}
	guard_hold_missing(judgement, GUARD_practice_missing, breach->id, "practice");
}

void guard_management_missing(const struct question *question, struct judgement *judgement)
{
	const struct breach *breach = question->subject;

	if (!breach->excused_management && !has_counting(question, breach, EVIDENCE_MANAGEMENT))
		guard_hold_missing(judgement, GUARD_management_missing, breach->id, "management");
}

void guard_measure_point_fails(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct breach *breach = question->subject;

	for (int i = 0; i < facts->demand_count; i++) {
		const struct demand *demand = &facts->demands[i];
		enum measure_why why = MEASURE_NO_ROUND;
		struct measure_rule rule;

		if (!demand_measures(demand, breach))
			continue;
		if (facts_measure_rule(facts, demand, &rule))
			why = facts_measure_verdict(facts, breach, demand->measure_point, &rule).why;
		if (why != MEASURE_PASSES)
			guard_hold(judgement, GUARD_measure_point_fails, demand->measure_point);
	}
}

static bool texts_within(const struct texts *some, const struct texts *all)
{
	for (int i = 0; i < some->count; i++) {
		bool found = false;

		for (int k = 0; k < all->count && !found; k++)
			found = strcmp(some->item[i], all->item[k]) == 0;
		if (!found)
			return false;
	}
	return true;
}

void guard_requirement_differs(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;
	const struct breach *breach = question->subject;

	if (action == NULL || !action->requirements.given)
		return;
	if (!texts_within(&action->requirements, &breach->requirements)
	    || !texts_within(&breach->requirements, &action->requirements))
		guard_hold(judgement, GUARD_requirement_differs, breach->id);
}

void guard_only_a_plan(const struct question *question, struct judgement *judgement)
{
	const struct breach *breach = question->subject;

	if (!has_counting(question, breach, EVIDENCE_PRACTICE)
	    && !has_counting(question, breach, EVIDENCE_MANAGEMENT)
	    && !has_counting(question, breach, EVIDENCE_USER_EXPERIENCE))
		guard_hold(judgement, GUARD_only_a_plan, breach->id);
}

void guard_new_evidence_missing(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct breach *breach = question->subject;
	const struct assessment *last = facts_last_assessment(facts, breach->id);
	int64_t assessed = last != NULL ? last->assessed_at : INSTANT_NONE;

	for (int i = 0; i < facts->evidence_count; i++)
		if (evidence_counts(breach, &facts->evidence[i])
		    && facts->evidence[i].registered_at > assessed)
			return;
	guard_hold(judgement, GUARD_new_evidence_missing, breach->id);
}

/* A demanded measure point fails in a round that was reviewed after the assessment. */
static bool failed_after(const struct case_facts *facts, const struct breach *breach,
	const struct observation *observation)
{
	for (int i = 0; i < facts->demand_count; i++)
		if (facts_failed_after(facts, breach, &facts->demands[i], observation))
			return true;
	return false;
}

static bool shows_failure(const struct case_facts *facts, const struct breach *breach,
	const struct evidence *evidence)
{
	return id_same(evidence->breach, breach->id)
		&& (evidence->kind == EVIDENCE_PRACTICE || evidence->kind == EVIDENCE_USER_EXPERIENCE)
		&& facts_after_assessment(facts, breach, evidence->received_on, evidence->registered_at);
}

void guard_no_failed_round(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct breach *breach = question->subject;

	for (int i = 0; i < facts->observation_count; i++)
		if (failed_after(facts, breach, &facts->observations[i]))
			return;
	for (int i = 0; !facts_measured(facts, breach) && i < facts->evidence_count; i++)
		if (shows_failure(facts, breach, &facts->evidence[i]))
			return;
	guard_hold(judgement, GUARD_no_failed_round, breach->id);
}
