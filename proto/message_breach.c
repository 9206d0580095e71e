/* message_breach - the breach and what shows that it is corrected. */
#include "proto/table.h"

static const struct field breach_fields[] = {
	FIELD(breach, id, ID, KEPT),
	FIELD(breach, audit, ID, KEPT),
	FIELD(breach, version, INTEGER, KEPT),
	FIELD(breach, state, TERM, KEPT, .terms = &breach_states),
	FIELD(breach, kind, TERM, EDIT | NULLED, .terms = &breach_kinds),
	FIELD(breach, title, TEXT, EDIT | NEEDED | WORDS, A_TITLE),
	FIELD(breach, facts, TEXT, EDIT | NULLED | WORDS, .min = 1, .max = FACTS_MAX),
	FIELD(breach, requirements, IDS, EDIT, .max = ITEMS_MAX),
	FIELD(breach, owner, TEXT, EDIT | NULLED | WORDS, A_NAME, .about = "one of the names of a joint audit's owners"),
	FIELD(breach, consequence, TEXT, EDIT | NULLED | WORDS, A_TEXT, .about = "for the users of the service"),
	FIELD(breach, failed_duty, TERM, EDIT | NULLED, .terms = &duties,
		.about = "of systematic management: regulation on management and quality improvement §§ 6 to 9"),
	FIELD(breach, quality, TERMS, EDIT, .max = QUALITIES, .terms = &qualities),
	FIELD(breach, severity, TERM, EDIT | NULLED, .terms = &severities),
	FIELD(breach, complexity, TERM, EDIT | NULLED, .terms = &complexities),
	FIELD(breach, urgent, TERNARY, EDIT | NULLED, .about = "must be answered before the preliminary report"),
	FIELD(breach, no_practice_demand_reason, TEXT, EDIT | NULLED | WORDS, A_REASON),
	FIELD(breach, no_management_demand_reason, TEXT, EDIT | NULLED | WORDS, A_REASON),
	FIELD(breach, not_measurable_reason, TEXT, EDIT | NULLED | WORDS, A_REASON, .about = "a leader's only"),
	FIELD(breach, no_interim_measure_reason, TEXT, EDIT | NULLED | WORDS, A_REASON),
	FIELD(breach, established_on, DATE, KEPT | NULLED),
	FIELD(breach, corrected_on, DATE, KEPT | NULLED),
	FIELD(breach, dropped_reason, TEXT, KEPT | NULLED, A_REASON, .about = "of strike or discontinue"),
	FIELD(breach, counts_from, INSTANT, KEPT | NULLED, .about = "evidence and rounds count from here"),
	FIELD(breach, excused_practice, BOOLEAN, KEPT,
		.about = "the final report went out with a reason for no demand of practice"),
	FIELD(breach, excused_management, BOOLEAN, KEPT),
	FIELD(breach, offered, TERM, KEPT | NULLED, .terms = &offers,
		.about = "the step that its rounds speak for, offered to whoever leads the follow-up"),
	FIELD(breach, offered_on, DATE, KEPT | NULLED),
	FIELD(breach, offered_rounds, IDS, KEPT, .max = ITEMS_MAX, .about = "the observations that the offer rests on"),
	FIELD(breach, registered_at, INSTANT, KEPT),
};
MESSAGE(breach, breach, breach_fields, .about = "practice that is not in accordance with a requirement");

static const struct field demand_fields[] = {
	FIELD(demand, id, ID, KEPT),
	FIELD(demand, breach, ID, KEPT),
	FIELD(demand, audit, ID, KEPT),
	FIELD(demand, version, INTEGER, KEPT),
	FIELD(demand, text, TEXT, EDIT | NULLED | WORDS, A_TEXT),
	FIELD(demand, evidence_kind, TERM, EDIT | NEEDED, .terms = &evidence_kinds),
	FIELD(demand, measure_point, ID, EDIT | NULLED),
	FIELD(demand, target, SHARE, EDIT | NULLED, .about = "sharper than the measure point's own"),
	FIELD(demand, n_min, INTEGER, EDIT | NULLED, .min = 1, .max = COUNT_MAX),
	FIELD(demand, rounds, INTEGER, EDIT | NULLED, .min = 1, .max = 100),
	FIELD(demand, spacing_days, INTEGER, EDIT | NULLED, .min = 0, .max = 3660),
};
MESSAGE(demand, demand, demand_fields, .about = "what the enterprise is asked to show for a breach");

static void interim_measure_check(const void *object, struct mistakes *mistakes)
{
	const struct interim_measure *measure = object;

	if (measure->text == NULL && measure->none_needed_reason == NULL)
		mistakes_add(mistakes, "/text", REFUSAL_missing, "text or none_needed_reason");
	check_period(measure->confirmed_on, measure->ended_on, "/ended_on", mistakes);
}

static const struct field interim_measure_fields[] = {
	FIELD(interim_measure, id, ID, KEPT),
	FIELD(interim_measure, breach, ID, KEPT),
	FIELD(interim_measure, audit, ID, KEPT),
	FIELD(interim_measure, version, INTEGER, KEPT),
	FIELD(interim_measure, text, TEXT, EDIT | NULLED | WORDS, A_TEXT),
	FIELD(interim_measure, due, DATE, EDIT | NULLED),
	FIELD(interim_measure, confirmed_on, DATE, EDIT | NULLED),
	FIELD(interim_measure, ended_on, DATE, EDIT | NULLED),
	FIELD(interim_measure, none_needed_reason, TEXT, EDIT | NULLED | WORDS, A_REASON),
};
MESSAGE(interim_measure, interim_measure, interim_measure_fields, .check = interim_measure_check,
	.about = "protection of users while the lasting correction takes time");

static const struct field evidence_fields[] = {
	FIELD(evidence, id, ID, KEPT),
	FIELD(evidence, breach, ID, KEPT),
	FIELD(evidence, audit, ID, KEPT),
	FIELD(evidence, kind, TERM, MADE | NEEDED, .terms = &evidence_kinds),
	FIELD(evidence, received_on, DATE, MADE | NEEDED),
	FIELD(evidence, description, TEXT, MADE | NULLED | WORDS, A_TEXT),
	FIELD(evidence, source, TEXT, MADE | NULLED | WORDS, A_TITLE),
	FIELD(evidence, attachment, ID, MADE | NULLED),
	FIELD(evidence, incoming, ID, MADE | NULLED),
	FIELD(evidence, registered_by, ID, KEPT | NULLED),
	FIELD(evidence, registered_at, INSTANT, KEPT),
};
MESSAGE(evidence, evidence, evidence_fields, .about = "something received that shows a fact");

static void observation_check(const void *object, struct mistakes *mistakes)
{
	const struct observation *o = object;
	bool sample = o->sample != INTEGER_NONE, compliant = o->compliant != INTEGER_NONE;

	check_period(o->period_from, o->period_to, "/period_to", mistakes);
	if (sample && o->population != INTEGER_NONE && o->sample > o->population)
		mistakes_add(mistakes, "/sample", REFUSAL_out_of_range, "more than the population");
	if (sample && compliant && o->compliant > o->sample)
		mistakes_add(mistakes, "/compliant", REFUSAL_out_of_range, "more than the sample");
	else if (sample && compliant && o->hard_failures != INTEGER_NONE && o->hard_failures > o->sample - o->compliant)
		mistakes_add(mistakes, "/hard_failures", REFUSAL_out_of_range, "more than failed");
}

static const struct field observation_fields[] = {
	FIELD(observation, id, ID, KEPT),
	FIELD(observation, breach, ID, KEPT),
	FIELD(observation, audit, ID, KEPT),
	FIELD(observation, measure_point, ID, MADE | NEEDED),
	FIELD(observation, period_from, DATE, MADE | NEEDED, .about = "first day reviewed"),
	FIELD(observation, period_to, DATE, MADE | NEEDED, .about = "last day reviewed, not to come"),
	FIELD(observation, population, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX, .about = "cases in the period"),
	FIELD(observation, sample, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX, .about = "of them that were reviewed"),
	FIELD(observation, compliant, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX,
		.about = "of those, as the measure point asks"),
	FIELD(observation, hard_failures, INTEGER, MADE | NULLED, .min = 0, .max = COUNT_MAX,
		.about = "of those that failed, by the kind of which none is tolerated; needed where the measure point has one and a demanded round passes by it"),
	FIELD(observation, sampling, TERM, MADE | NULLED, .terms = &samplings, .about = "how they were chosen"),
	FIELD(observation, seed, INTEGER, MADE | NULLED, .min = 0, .max = EXACT_MAX,
		.about = "of a random draw, so that it can be repeated"),
	FIELD(observation, reviewed_by, TERM, MADE | NULLED, .terms = &reviewers, .about = "who read them"),
	FIELD(observation, evidence, ID, MADE | NULLED, .about = "of kind practice"),
	FIELD(observation, registered_by, ID, KEPT | NULLED),
	FIELD(observation, registered_at, INSTANT, KEPT),
};
MESSAGE(observation, observation, observation_fields, .check = observation_check,
	.about = "one review round of a measure point");

static const struct field assessment_fields[] = {
	FIELD(assessment, id, ID, KEPT),
	FIELD(assessment, breach, ID, KEPT),
	FIELD(assessment, audit, ID, KEPT),
	FIELD(assessment, outcome, TERM, KEPT, .terms = &outcomes),
	FIELD(assessment, text, TEXT, KEPT | NULLED, A_TEXT),
	FIELD(assessment, requirements, IDS, KEPT, .max = ITEMS_MAX, .about = "what the facts were held against"),
	FIELD(assessment, override_reason, TEXT, KEPT | NULLED, A_REASON),
	FIELD(assessment, overridden, TERMS, KEPT, .terms = &overridables, .max = OVERRIDABLES, .about = "codes of the guards that the leader overrode"),
	FIELD(assessment, assessed_on, DATE, KEPT),
	FIELD(assessment, assessed_by, ID, KEPT | NULLED),
	FIELD(assessment, assessed_at, INSTANT, KEPT),
};
MESSAGE(assessment, assessment, assessment_fields,
	.about = "changed facts held against the same requirement; made by the assess events");
