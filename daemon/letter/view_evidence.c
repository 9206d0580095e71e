/* view_evidence - what is asked for and what came: demands, interim measures, evidence, rounds, assessments. */
#include "letter/writing.h"

#include <math.h>

static const char *number(struct writing *writing, int64_t number)
{
	return number == INTEGER_NONE ? NULL : words_number(number, writing->arena);
}

/* What the demand's rounds must show, where it names a point. */
#define MEASURED(name, expression) \
	static const char *demand_##name(struct writing *writing, const void *object) \
	{ struct measure_rule rule; return facts_measure_rule(writing->facts, object, &rule) ? expression : NULL; }
MEASURED(at_least, isnan(rule.target) ? NULL : words_percent(rule.target, writing->language, writing->arena))
MEASURED(sample, number(writing, rule.n_min))
MEASURED(rounds, rule.rounds == 1 ? NULL : number(writing, rule.rounds))
MEASURED(days_between, rule.spacing_days == 0 ? NULL : number(writing, rule.spacing_days))

TEXT(demand, text, words_sentence(given(of->text), writing->arena))
TEXT(demand, evidence, words_evidence(of->evidence_kind, writing->language))

static bool demand_once(struct writing *writing, const void *object)
{
	struct measure_rule rule;

	return facts_measure_rule(writing->facts, object, &rule) && rule.rounds == 1;
}

static const void *demand_measure_point(struct writing *writing, const void *object)
{
	const struct demand *demand = object;
	const struct measure_point *point = facts_measure_point(writing->facts, demand->measure_point);

	return point == NULL || given(point->text) == NULL ? NULL : point;
}

static const struct view_name demand_names[] = {
	HAS_OPTIONAL(demand, text), HAS_TEXT(demand, evidence), HAS_TRUTH(demand, once),
	HAS_OPTIONAL(demand, at_least),
	HAS_OPTIONAL(demand, sample), HAS_OPTIONAL(demand, rounds), HAS_OPTIONAL(demand, days_between),
	HAS_MAYBE(demand, measure_point, measure_point_view),
};
VIEW(demand);

TEXT(interim_measure, text, words_sentence(of->text, writing->arena))
TEXT(interim_measure, due, date_text(writing, of->due))
TEXT(interim_measure, confirmed_on, date_text(writing, of->confirmed_on))

static const struct view_name interim_measure_names[] = {
	HAS_TEXT(interim_measure, text), HAS_OPTIONAL(interim_measure, due),
	HAS_OPTIONAL(interim_measure, confirmed_on),
};
VIEW(interim_measure);

TEXT(evidence, kind, words_evidence(of->kind, writing->language))
TEXT(evidence, received, date_text(writing, of->received_on))
TEXT(evidence, description, given(of->description))
TEXT(evidence, source, given(of->source))

static const struct view_name evidence_names[] = {
	HAS_TEXT(evidence, kind), HAS_OPTIONAL(evidence, received), HAS_OPTIONAL(evidence, description),
	HAS_OPTIONAL(evidence, source),
};
VIEW(evidence);

/* What a leader's override did without, in words. */
static const char *overridden(struct writing *writing, const struct assessment *assessment)
{
	struct view_list words = { 0 };

	for (int i = 0; i < assessment->overridden.count; i++)
		list_add(writing, &words, words_guard(assessment->overridden.item[i], writing->language));
	return words.count == 0 ? NULL
		: words_list((const char *const *)words.item, words.count, writing->language, writing->arena);
}

TEXT(assessment, text, given(of->text))
TEXT(assessment, date, date_text(writing, of->assessed_on))
TEXT(assessment, references, cite_requirements(writing, &of->requirements))
TEXT(assessment, overridden, overridden(writing, of))
TEXT(assessment, override_reason, words_sentence(given(of->override_reason), writing->arena))
TRUTH(assessment, corrected, of->outcome == OUTCOME_CORRECTED)

static const struct view_name assessment_names[] = {
	HAS_OPTIONAL(assessment, text), HAS_OPTIONAL(assessment, date), HAS_OPTIONAL(assessment, references),
	HAS_OPTIONAL(assessment, overridden), HAS_OPTIONAL(assessment, override_reason),
	HAS_TRUTH(assessment, corrected),
};
VIEW(assessment);
