/* view_breach - a breach: what was found, what is asked for, and how it was assessed. */
#include "letter/writing.h"

TEXT(breach, number, arena_format(writing->arena, "%d", number_of_breach(writing, of->id)))
TEXT(breach, title, of->title)
TEXT(breach, facts, given(of->facts))
TEXT(breach, consequence, given(of->consequence))
TEXT(breach, references, cite_requirements(writing, &of->requirements))
TEXT(breach, duty, of->failed_duty == TERM_NONE ? NULL : words_duty(of->failed_duty, writing->language))
TEXT(breach, no_practice_demand_reason, words_sentence(given(of->no_practice_demand_reason), writing->arena))
TEXT(breach, no_management_demand_reason, words_sentence(given(of->no_management_demand_reason), writing->arena))
TEXT(breach, not_measurable_reason, words_sentence(given(of->not_measurable_reason), writing->arena))
TEXT(breach, no_interim_measure_reason, words_sentence(given(of->no_interim_measure_reason), writing->arena))
TEXT(breach, established_on, date_text(writing, of->established_on))
TEXT(breach, corrected_on, date_text(writing, of->corrected_on))
TEXT(breach, dropped_reason, words_sentence(given(of->dropped_reason), writing->arena))
TEXT(breach, owner, given(of->owner))
TRUTH(breach, urgent, of->urgent == 1 && breach_stands(of))
TRUTH(breach, corrected_early, of->state == BREACH_CORRECTED && of->established_on == DAY_NONE)
TRUTH(breach, discontinued, of->state == BREACH_DROPPED)

static const void *breach_assessment(struct writing *writing, const void *object)
{
	const struct breach *breach = object;

	return facts_last_assessment(writing->facts, breach->id);
}

static void breach_demands(struct writing *writing, const void *object, struct view_list *list)
{
	const struct breach *breach = object;
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->demand_count; i++)
		if (id_same(facts->demands[i].breach, breach->id))
			list_add(writing, list, &facts->demands[i]);
}
ANY(breach, demands)

/* A reason why none is needed is told apart from the measures. */
static void breach_interim_measures(struct writing *writing, const void *object, struct view_list *list)
{
	const struct breach *breach = object;
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->interim_measure_count; i++)
		if (id_same(facts->interim_measures[i].breach, breach->id)
		    && given(facts->interim_measures[i].text) != NULL
		    && facts->interim_measures[i].ended_on == DAY_NONE)
			list_add(writing, list, &facts->interim_measures[i]);
}

static void breach_measured(struct writing *writing, const void *object, struct view_list *list)
{
	measured_of(writing, object, list);
}

static void breach_evidence(struct writing *writing, const void *object, struct view_list *list)
{
	const struct breach *breach = object;
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->evidence_count; i++)
		if (evidence_counts(breach, &facts->evidence[i]))
			list_add(writing, list, &facts->evidence[i]);
}
ANY(breach, evidence)

static const struct view_name breach_names[] = {
	HAS_TEXT(breach, number), HAS_TEXT(breach, title), HAS_OPTIONAL(breach, facts),
	HAS_OPTIONAL(breach, consequence), HAS_OPTIONAL(breach, references), HAS_OPTIONAL(breach, duty),
	HAS_OPTIONAL(breach, no_practice_demand_reason), HAS_OPTIONAL(breach, no_management_demand_reason),
	HAS_OPTIONAL(breach, not_measurable_reason), HAS_OPTIONAL(breach, no_interim_measure_reason),
	HAS_OPTIONAL(breach, established_on), HAS_OPTIONAL(breach, corrected_on),
	HAS_OPTIONAL(breach, dropped_reason), HAS_OPTIONAL(breach, owner), HAS_TRUTH(breach, urgent),
	HAS_TRUTH(breach, corrected_early), HAS_TRUTH(breach, discontinued),
	HAS_MAYBE(breach, assessment, assessment_view),
	HAS_LIST(breach, demands, demand_view), HAS_LIST(breach, interim_measures, interim_measure_view),
	HAS_LIST(breach, measured, measured_view), HAS_LIST(breach, evidence, evidence_view),
	HAS_TRUTH(breach, any_demands), HAS_TRUTH(breach, any_evidence),
};
VIEW(breach);
