/* message_measure - samples and draws, the authority's re-review, and how far two reviews agree. */
#include <math.h>

#include "proto/table.h"

#define DRAW_MOST 10000

static const struct field sample_query_fields[] = {
	FIELD(sample_query, population, INTEGER, ASKED | NEEDED, .min = 1, .max = COUNT_MAX),
	FIELD(sample_query, target, SHARE, ASKED | NEEDED, .about = "the share that is to comply"),
	FIELD(sample_query, confidence, SHARE, ASKED, .about = "0.95 when left out"),
	FIELD(sample_query, sample, INTEGER, ASKED, .min = 1, .max = COUNT_MAX,
		.about = "how many failures this sample allows, instead of the least sample"),
};
MESSAGE(sample_query, sample_query, sample_query_fields);

static const struct field sample_plan_fields[] = {
	SHOWN(sample, INTEGER),
	SHOWN(allowed_failures, INTEGER),
	SHOWN(risk, SHARE, .about = "the chance to pass when one record too few complies"),
};
ANSWER(sample_plan, sample_plan_fields, .about = "review so many; with so few failures the target is reached");

static const struct field sample_size_fields[] = {
	SHOWN(population, INTEGER),
	SHOWN(target, SHARE),
	SHOWN(confidence, SHARE),
	SHOWN(sample, INTEGER, .about = "the one asked about, or the least"),
	SHOWN_NULL(allowed_failures, INTEGER, .about = "null: the sample is too small to say anything"),
	SHOWN_NULL(risk, SHARE),
	SHOWN(plans, OBJECTS, .max = 20, .of = &sample_plan_message, .about = "the least sample for 0, 1, 2 … failures"),
};
ANSWER(sample_size, sample_size_fields, .about = "exact, by the hypergeometric distribution");

static const struct field draws_query_fields[] = {
	PAGE(draws_query),
	FIELD(draws_query, measure_point, ID, ASKED),
};
MESSAGE(draws_query, draws_query, draws_query_fields);

static void draw_check(const void *object, struct mistakes *mistakes)
{
	const struct draw *draw = object;

	if (draw->sample == INTEGER_NONE && isnan(draw->target))
		mistakes_add(mistakes, "/sample", REFUSAL_missing, "sample, or target to count it from");
	else if (draw->sample != INTEGER_NONE && draw->population != INTEGER_NONE && draw->sample > draw->population)
		mistakes_add(mistakes, "/sample", REFUSAL_out_of_range, "more than the population");
	if (draw->seed != INTEGER_NONE && draw->way == DRAW_NEWEST)
		mistakes_add(mistakes, "/seed", REFUSAL_out_of_range, "the newest are drawn without one");
}

static const struct field draw_fields[] = {
	FIELD(draw, id, ID, KEPT),
	FIELD(draw, measure_point, ID, MADE | NEEDED),
	FIELD(draw, about, TEXT, MADE | NULLED | WORDS, A_TITLE, .about = "what is numbered, from the oldest"),
	FIELD(draw, population, INTEGER, MADE | NEEDED, .min = 1, .max = COUNT_MAX),
	FIELD(draw, sample, INTEGER, MADE, .min = 1, .max = DRAW_MOST,
		.about = "left out: the least that can show the target without a failure"),
	FIELD(draw, way, TERM, MADE, .terms = &draw_ways, .about = "random when left out"),
	FIELD(draw, seed, INTEGER, MADE | NULLED, .min = 0, .max = EXACT_MAX,
		.about = "the same one draws the same records; left out it is chosen"),
	FIELD(draw, target, SHARE, MADE | NULLED),
	FIELD(draw, confidence, SHARE, MADE | NULLED, .about = "0.95 when there is a target"),
	FIELD(draw, allowed_failures, INTEGER, KEPT | NULLED,
		.about = "with at most so many the target may be said to be reached; null: not by this sample"),
	FIELD(draw, drawn_by, ID, KEPT | NULLED),
	FIELD(draw, drawn_at, INSTANT, KEPT),
};
MESSAGE(draw, draw, draw_fields, .check = draw_check, .about = "records drawn for a review");

static const struct field draw_record_fields[] = {
	SHOWN(number, INTEGER, .about = "of the record, counted from the oldest"),
};
ANSWER(draw_record, draw_record_fields);

static const struct field draw_detail_fields[] = {
	SHOWN(records, OBJECTS, .max = DRAW_MOST, .of = &draw_record_message),
	SHOWN(protocol, TEXT, .max = 200000, .about = "how they were drawn, in the caller's language, for the letter"),
};
ANSWER(draw_detail, draw_detail_fields, .also = &draw_message);

static const struct field re_review_fields[] = {
	FIELD(re_review, id, ID, KEPT),
	FIELD(re_review, breach, ID, KEPT),
	FIELD(re_review, audit, ID, KEPT),
	FIELD(re_review, observation, ID, MADE | NEEDED, .about = "the enterprise's own review"),
	FIELD(re_review, reviewed_on, DATE, MADE | NEEDED),
	FIELD(re_review, both_compliant, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX,
		.about = "records that both found compliant"),
	FIELD(re_review, only_own, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX,
		.about = "compliant to the enterprise only"),
	FIELD(re_review, only_authority, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX),
	FIELD(re_review, neither, INTEGER, MADE | NEEDED, .min = 0, .max = COUNT_MAX),
	FIELD(re_review, registered_by, ID, KEPT | NULLED),
	FIELD(re_review, registered_at, INSTANT, KEPT),
};
MESSAGE(re_review, re_review, re_review_fields,
	.about = "records of an enterprise's own review, reviewed again by the authority");

static const struct field agreement_fields[] = {
	SHOWN(re_review, ID),
	SHOWN(records, INTEGER, .about = "seen by both"),
	SHOWN(observed, SHARE, .about = "on which they agree"),
	SHOWN(expected, SHARE, .about = "on which they would agree by chance"),
	SHOWN_NULL(kappa, NUMBER, .about = "Cohen's; null where chance alone agrees"),
	SHOWN_NULL(low, NUMBER, .about = "95 %"),
	SHOWN_NULL(high, NUMBER),
};
ANSWER(agreement, agreement_fields, .about = "own review against the authority's re-review");
