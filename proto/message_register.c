/* message_register - what stands outside any case: enterprises, requirements, measure points, programmes. */
#include "proto/table.h"

#include <string.h>

static void enterprise_check(const void *object, struct mistakes *mistakes)
{
	const struct enterprise *enterprise = object;

	check_period(enterprise->paused_from, enterprise->paused_to, "/paused_to", mistakes);
}

static const struct field enterprise_fields[] = {
	FIELD(enterprise, id, ID, KEPT),
	FIELD(enterprise, version, INTEGER, KEPT),
	FIELD(enterprise, name, TEXT, EDIT | NEEDED | WORDS, A_NAME),
	FIELD(enterprise, name_key, TEXT, HIDDEN | NULLED),
	FIELD(enterprise, org_number, TEXT, EDIT | NULLED, .min = 9, .max = 9, .check = check_org_number,
		.about = "nine digits, the last checks the others (mod 11); unknown for some old cases"),
	FIELD(enterprise, kind, TERM, EDIT | NEEDED, .terms = &enterprise_kinds),
	FIELD(enterprise, municipality_number, TEXT, EDIT | NULLED, .min = 1, .max = 20, .check = check_municipality_number),
	FIELD(enterprise, language, TERM, EDIT | NULLED, .terms = &language_forms,
		.about = "the form it is written to in"),
	FIELD(enterprise, email, TEXT, EDIT | NULLED, .min = 3, .max = 254, .check = check_email),
	FIELD(enterprise, address, TEXT, EDIT | NULLED | WORDS, .min = 1, .max = 500),
	FIELD(enterprise, management_name, TEXT, EDIT | NULLED | WORDS, A_NAME,
		.about = "whom the closing letter is addressed to"),
	FIELD(enterprise, management_title, TEXT, EDIT | NULLED | WORDS, A_NAME),
	FIELD(enterprise, parent_org_number, TEXT, EDIT | NULLED, .min = 9, .max = 9, .check = check_org_number),
	FIELD(enterprise, size, INTEGER, EDIT | NULLED, .min = 1, .max = COUNT_MAX,
		.about = "users or inhabitants, counted the same way for all"),
	FIELD(enterprise, risk_score, SHARE, EDIT | NULLED, .about = "the authority's own judgement, for planning"),
	FIELD(enterprise, paused_from, DATE, EDIT | NULLED, .about = "in a crisis no reminders are sent"),
	FIELD(enterprise, paused_to, DATE, EDIT | NULLED),
};
MESSAGE(enterprise, enterprise, enterprise_fields, .check = enterprise_check,
	.about = "whom the authority supervises");

static void requirement_check(const void *object, struct mistakes *mistakes)
{
	const struct requirement *requirement = object;

	check_period(requirement->valid_from, requirement->valid_to, "/valid_to", mistakes);
}

/* What one says of itself; in a guide's file there is no more to it. */
#define REQUIREMENT \
	FIELD(requirement, code, TEXT, EDIT | NEEDED, A_CODE), \
	FIELD(requirement, act, TEXT, EDIT | NEEDED, A_TITLE, .about = "the statute or regulation"), \
	FIELD(requirement, section, TEXT, EDIT | NULLED, A_CODE), \
	FIELD(requirement, text, TEXT, EDIT | NULLED | WORDS, A_REASON), \
	FIELD(requirement, valid_from, DATE, EDIT | NULLED), \
	FIELD(requirement, valid_to, DATE, EDIT | NULLED, .about = "the last day it is in force")

static const struct field requirement_fields[] = {
	FIELD(requirement, id, ID, KEPT),
	FIELD(requirement, version, INTEGER, KEPT),
	REQUIREMENT,
};
MESSAGE(requirement, requirement, requirement_fields, .check = requirement_check,
	.about = "a section of a statute that practice is held against");

#define MEASURE_POINT \
	FIELD(measure_point, code, TEXT, EDIT | NEEDED, A_CODE), \
	FIELD(measure_point, text, TEXT, EDIT | NEEDED | WORDS, A_REASON), \
	FIELD(measure_point, process, TEXT, EDIT | NULLED | WORDS, A_TITLE), \
	FIELD(measure_point, critical_step, TEXT, EDIT | NULLED | WORDS, A_TITLE), \
	FIELD(measure_point, numerator, TEXT, EDIT | NULLED | WORDS, A_REASON), \
	FIELD(measure_point, denominator, TEXT, EDIT | NULLED | WORDS, A_REASON), \
	FIELD(measure_point, category, TERM, EDIT | NULLED, .terms = &categories), \
	FIELD(measure_point, target, SHARE, EDIT, .about = "the share that must comply; left out: all"), \
	FIELD(measure_point, hard, TEXT, EDIT | NULLED | WORDS, A_TITLE, \
		.about = "the kind of failure of which none is tolerated"), \
	FIELD(measure_point, n_min, INTEGER, EDIT, .min = 1, .max = COUNT_MAX, \
		.about = "the smallest sample, or all if fewer; left out: 20"), \
	FIELD(measure_point, rounds, INTEGER, EDIT, .min = 1, .max = 100, .about = "in a row that must pass; left out: 2"), \
	FIELD(measure_point, spacing_days, INTEGER, EDIT, .min = 0, .max = 3660, \
		.about = "between the ends of two rounds; left out: 28")

static const struct field measure_point_fields[] = {
	FIELD(measure_point, id, ID, KEPT),
	FIELD(measure_point, version, INTEGER, KEPT),
	MEASURE_POINT,
};
MESSAGE(measure_point, measure_point, measure_point_fields,
	.about = "a measurable expression of a critical step in a service process");

static const struct field later_round_fields[] = {
	FIELD(later_round, months, INTEGER, EDIT | NEEDED, .min = 1, .max = 60, .about = "after the baseline"),
};
MESSAGE(later_round, later_round, later_round_fields, .about = "practice is measured again");

static void programme_check(const void *object, struct mistakes *mistakes)
{
	const struct programme *programme = object;
	const struct question_asked *question = programme->questions.item;

	for (int i = 0; i < programme->questions.count; i++)
		for (int j = 0; j < i; j++)
			if (question[i].code != NULL && question[j].code != NULL
			    && strcmp(question[i].code, question[j].code) == 0)
				mistakes_add(mistakes, "/questions", REFUSAL_duplicate_item, "one question of each code");
}

/* Of the guide itself; what it lists is ids here, and in a guide's file the things themselves. */
#define PROGRAMME(needed) \
	NAMED(programme, edition, "version", INTEGER, MADE, .min = 1, .max = COUNT_MAX, \
		.about = "of the guide; left out it is the next one of its code"), \
	FIELD(programme, code, TEXT, MADE | (needed), A_CODE), \
	FIELD(programme, title, TEXT, EDIT | (needed) | WORDS, A_TITLE), \
	FIELD(programme, year, INTEGER, EDIT | NULLED, .min = 1900, .max = 2200), \
	FIELD(programme, method, TERM, EDIT | NULLED, .terms = &methods), \
	FIELD(programme, national, BOOLEAN, EDIT), \
	FIELD(programme, themes, TEXTS, EDIT | WORDS, .max = ITEMS_MAX, .about = "what audits by it are about"), \
	FIELD(programme, review_by, DATE, EDIT | NULLED, .about = "as far ahead as the policy lets (review_months); also of a guide in use"), \
	FIELD(programme, later_rounds, OBJECTS, EDIT, .max = LATER_ROUNDS_MAX, .of = &later_round_message, \
		.about = "when practice is measured again where the law was broken"), \
	FIELD(programme, questions, OBJECTS, EDIT, .max = QUESTIONS_MAX, .of = &question_message, \
		.about = "what a survey by it asks, in this order")

#define RESPONSIBLE FIELD(programme, responsible, ID, EDIT | NULLED, \
	.about = "who is told when the guide is to be reviewed; null: the leaders")

static const struct field programme_fields[] = {
	FIELD(programme, id, ID, KEPT),
	NAMED(programme, version, "row_version", INTEGER, HIDDEN),
	PROGRAMME(NEEDED),
	RESPONSIBLE,
	FIELD(programme, requirements, IDS, EDIT, .max = ITEMS_MAX),
	FIELD(programme, measure_points, IDS, EDIT, .max = ITEMS_MAX),
};
MESSAGE(programme, programme, programme_fields, .check = programme_check, .about = "a guide for audits of one theme");

/* What is not given is as in the edition it is made from. */
static const struct field edition_fields[] = {
	PROGRAMME(0),
	RESPONSIBLE,
	FIELD(programme, requirements, IDS, EDIT, .max = ITEMS_MAX),
	FIELD(programme, measure_points, IDS, EDIT, .max = ITEMS_MAX),
};
MESSAGE(edition, programme, edition_fields, .check = programme_check, .about = "what a new edition of a guide has otherwise than the one before");

static const struct field guide_programme_fields[] = { PROGRAMME(NEEDED) };
MESSAGE(guide_programme, programme, guide_programme_fields, .check = programme_check);

static const struct field guide_requirement_fields[] = { REQUIREMENT };
MESSAGE(guide_requirement, requirement, guide_requirement_fields, .check = requirement_check);

static const struct field guide_measure_point_fields[] = { MEASURE_POINT };
MESSAGE(guide_measure_point, measure_point, guide_measure_point_fields);

static const struct field guide_fields[] = {
	FIELD(guide, format, TERM, MADE | NEEDED, .terms = &guide_formats),
	FIELD(guide, programme, OBJECT, MADE | NEEDED, .of = &guide_programme_message,
		.given = offsetof(struct guide, programme_given)),
	FIELD(guide, requirements, OBJECTS, MADE | NEEDED, .max = ITEMS_MAX, .of = &guide_requirement_message),
	FIELD(guide, measure_points, OBJECTS, MADE | NEEDED, .max = ITEMS_MAX, .of = &guide_measure_point_message),
};
MESSAGE(guide, guide, guide_fields, .about = "a programme with all that it lists, in one file that is handed on");
