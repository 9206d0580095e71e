/* message_policy - what an authority, or one of its programmes, decides for itself. */
#include "proto/table.h"

#define DAYS_MAX 1000
#define DAYS(kind, name_) { CALLED(name_), .type = FIELD_INTEGER, .use = EDIT, .min = 1, .max = DAYS_MAX, \
	.offset = offsetof(struct kind_days, of[DEADLINE_##kind]) }
#define AHEAD(kind, name_) { CALLED(name_), .type = FIELD_INTEGER, .use = EDIT, .min = 0, .max = DAYS_MAX, \
	.offset = offsetof(struct kind_days, of[DEADLINE_##kind]) }

/* Without those that are always stated, and without the appeal, whose three weeks are the law's. */
static const struct field kind_days_fields[] = {
	DAYS(CONTACT_PERSON, "contact_person"), DAYS(DOCUMENTS, "documents"), DAYS(SURVEY, "survey"),
	DAYS(DRAFT_REPORT, "draft_report"), DAYS(COMMENT, "comment"), DAYS(FINAL_REPORT, "final_report"),
	DAYS(PLAN, "plan"), DAYS(ASSESSMENT, "assessment"), DAYS(ORDER_COMMENT, "order_comment"),
};
MESSAGE(kind_days, kind_days, kind_days_fields, .about = "days from what sets a deadline to its date");

/* Of the kinds that a letter sets. */
static const struct field kind_ahead_fields[] = {
	AHEAD(CONTACT_PERSON, "contact_person"), AHEAD(DOCUMENTS, "documents"), AHEAD(SURVEY, "survey"),
	AHEAD(COMMENT, "comment"), AHEAD(PLAN, "plan"), AHEAD(CORRECTION, "correction"),
	AHEAD(MILESTONE, "milestone"), AHEAD(MEASUREMENT, "measurement"), AHEAD(ORDER_COMMENT, "order_comment"),
	AHEAD(ORDER_COMPLIANCE, "order_compliance"),
};
MESSAGE(kind_ahead, kind_days, kind_ahead_fields,
	.about = "days at the least from a letter's dispatch to a date it sets");

#define COMPLEXITY(word, name_) { CALLED(name_), .type = FIELD_INTEGER, .use = EDIT, .min = 1, .max = DAYS_MAX, \
	.offset = offsetof(struct complexity_days, of[COMPLEXITY_##word]) }
static const struct field complexity_days_fields[] = {
	COMPLEXITY(SIMPLE, "simple"), COMPLEXITY(MODERATE, "moderate"), COMPLEXITY(COMPLEX, "complex"),
};
MESSAGE(complexity_days, complexity_days, complexity_days_fields);

#define SEVERITY(word, name_) { CALLED(name_), .type = FIELD_OBJECT, .use = EDIT, .of = &complexity_days_message, \
	.offset = offsetof(struct correction_days, of[SEVERITY_##word]), \
	.given = offsetof(struct correction_days, given[SEVERITY_##word]) }
static const struct field correction_days_fields[] = {
	SEVERITY(MINOR, "minor"), SEVERITY(SERIOUS, "serious"), SEVERITY(CRITICAL, "critical"),
};
MESSAGE(correction_days, correction_days, correction_days_fields,
	.about = "days to correct a breach, by its severity and complexity");

static const struct field week_range_fields[] = {
	FIELD(week_range, from, INTEGER, EDIT | NEEDED, .min = 1, .max = 53),
	FIELD(week_range, to, INTEGER, EDIT | NEEDED, .min = 1, .max = 53),
};
MESSAGE(week_range, week_range, week_range_fields,
	.about = "weeks of ISO 8601, both ends with; from 52 to 1 goes over the new year");

static const struct field closing_day_fields[] = {
	FIELD(closing_day, date, DATE, EDIT | NEEDED),
	FIELD(closing_day, name, TEXT, EDIT | NULLED | WORDS, A_NAME),
};
MESSAGE(closing_day, closing_day, closing_day_fields, .about = "a day on which the authority itself is closed");

static const struct field rung_fields[] = {
	FIELD(written_rung, code, TEXT, EDIT | NEEDED, A_CODE, .about = "the reminders of a deadline know it by this"),
	FIELD(written_rung, kinds, TERMS, EDIT | NEEDED, .min = 1, .max = DEADLINE_KINDS, .terms = &deadline_kinds,
		.about = "of deadlines it is climbed for"),
	FIELD(written_rung, from, TERM, EDIT | NEEDED, .terms = &rung_froms,
		.about = "its days count from the due date, from the new date of a rung before it, or from the rung before it"),
	FIELD(written_rung, after, INTEGER, EDIT | NEEDED, .min = -DAYS_MAX, .max = DAYS_MAX,
		.about = "days after that; negative: before it"),
	FIELD(written_rung, action, TERM, EDIT | NEEDED, .terms = &rung_actions),
	FIELD(written_rung, recipient, TERM, EDIT | NEEDED, .terms = &rung_recipients),
	FIELD(written_rung, channel, TERM, EDIT | NEEDED, .terms = &rung_channels),
	FIELD(written_rung, automatic, BOOLEAN, EDIT, .about = "without a person's signature: alerts, and reminder 1 where so decided"),
	FIELD(written_rung, new_date, INTEGER, EDIT | NEEDED, .min = 0, .max = DAYS_MAX,
		.about = "days from the climb to the date it sets; 0: it sets none"),
};
MESSAGE(rung, written_rung, rung_fields, .about = "a step of the ladder of reminders");

static const struct field legal_ground_fields[] = {
	FIELD(legal_ground, names, TEXTS, EDIT | NEEDED, .min = 1, .max = 20,
		.about = "of the act and section; the first is the one proposed"),
	FIELD(legal_ground, acts, TEXTS, EDIT | NEEDED, .min = 1, .max = ITEMS_MAX,
		.about = "whose breach it answers, as requirements name them"),
};
MESSAGE(legal_ground, legal_ground, legal_ground_fields, .about = "what an order may rest on");

static const struct field policy_fields[] = {
	FIELD(policy_version, id, ID, KEPT),
	NAMED(policy_version, version, "row_version", INTEGER, HIDDEN),
	NAMED(policy_version, edition, "version", INTEGER, KEPT,
		.about = "1, 2, … of the authority or programme; 0 is what tilsyn comes with"),
	FIELD(policy_version, name, TEXT, MADE | NULLED | WORDS, A_NAME),
	FIELD(policy_version, programme, ID, MADE | NULLED,
		.about = "for audits of this guide and of its later versions; left out: of the whole authority"),
	FIELD(policy_version, valid_from, DATE, MADE | NEEDED),
	FIELD(policy_version, valid_to, DATE, MADE | NULLED, .about = "the last day; null: until another takes over"),
	FIELD(policy_version, replaces, ID, MADE | NULLED,
		.about = "the policy that ends the day before this one begins"),
	FIELD(policy_version, days, OBJECT, MADE, .of = &kind_days_message,
		.given = offsetof(struct policy_version, days_given)),
	FIELD(policy_version, documents_before_visit, INTEGER, MADE, .min = 0, .max = DAYS_MAX,
		.about = "documents are asked for so many days before the visit, if that is earlier"),
	FIELD(policy_version, assessment_after_measurement, INTEGER, MADE, .min = 0, .max = DAYS_MAX,
		.about = "or so many days after the last measurement, if that is later"),
	FIELD(policy_version, correction, OBJECT, MADE, .of = &correction_days_message,
		.given = offsetof(struct policy_version, correction_given)),
	FIELD(policy_version, unknown_severity, TERM, MADE, .terms = &severities, .about = "what a breach without counts as"),
	FIELD(policy_version, unknown_complexity, TERM, MADE, .terms = &complexities),
	FIELD(policy_version, milestone_after, INTEGER, MADE, .min = 1, .max = DAYS_MAX,
		.about = "a correction more days ahead needs a milestone"),
	FIELD(policy_version, interim_after, INTEGER, MADE, .min = 1, .max = DAYS_MAX,
		.about = "and so many an interim measure, or a reason for none"),
	FIELD(policy_version, ahead, OBJECT, MADE, .of = &kind_ahead_message,
		.given = offsetof(struct policy_version, ahead_given)),
	FIELD(policy_version, comment_ahead_with_notice, INTEGER, MADE, .min = 0, .max = DAYS_MAX,
		.about = "where the letter gives notice of an order"),
	FIELD(policy_version, avoided_weeks, OBJECTS, MADE, .max = 20, .of = &week_range_message,
		.about = "in which no new deadline is set without override"),
	FIELD(policy_version, avoid_easter, BOOLEAN, MADE, .about = "nor in the week before Easter"),
	FIELD(policy_version, closing_days, OBJECTS, MADE, .max = ITEMS_MAX, .of = &closing_day_message,
		.about = "of the authority, on which nothing falls due; not for a programme"),
	FIELD(policy_version, rungs, OBJECTS, MADE, .max = 16, .of = &rung_message, .about = "of the ladder, in its order"),
	FIELD(policy_version, send_from, TEXT, MADE, .min = 5, .max = 5, .check = check_clock,
		.about = "reminders and notices leave on working days from this hour in Oslo"),
	FIELD(policy_version, send_to, TEXT, MADE, .min = 5, .max = 5, .check = check_clock, .about = "and before this one"),
	FIELD(policy_version, fine_municipality, BOOLEAN, MADE, .about = "a coercive fine on a municipality is not held back"),
	FIELD(policy_version, grounds, OBJECTS, MADE, .min = 1, .max = 20, .of = &legal_ground_message,
		.about = "for orders"),
	FIELD(policy_version, review_months, INTEGER, MADE, .min = 1, .max = 60,
		.about = "ahead the review of a guide may lie"),
	FIELD(policy_version, review_ahead, INTEGER, MADE, .min = 0, .max = 365,
		.about = "days before it whoever sees to the guide is told"),
	FIELD(policy_version, letter_mail, TERM, MADE, .terms = &letter_mails,
		.about = "whether a letter goes with the mail that tells of it: always, unless it is exempt from the public, or never"),
	FIELD(policy_version, made_by, ID, KEPT | NULLED),
	FIELD(policy_version, made_at, INSTANT, KEPT | NULLED),
};
MESSAGE(policy, policy_version, policy_fields,
	.about = "what an authority, or one of its programmes, decides for itself; what is left out is as tilsyn comes");
