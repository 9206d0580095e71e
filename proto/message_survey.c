/* message_survey - the questions of a guide, the surveys that ask them, and what was answered. */
#include "proto/table.h"

#include <math.h>
#include <string.h>

#define OPTION_BYTES 200
#define ANSWER_MAX 5000
#define SURVEYED_MAX 1000

static void check_options(const struct question_asked *question, struct mistakes *mistakes)
{
	if (question->kind == QUESTION_CHOICE && question->options.count < 2)
		mistakes_add(mistakes, "/options", REFUSAL_too_few_items, "a choice has two at least");
	if (question->kind != QUESTION_CHOICE && question->options.count > 0)
		mistakes_add(mistakes, "/options", REFUSAL_inconsistent, "of a choice alone");
	for (int i = 0; i < question->options.count; i++) {
		const char *option = question->options.item[i];

		if (strlen(option) > OPTION_BYTES)
			mistakes_add(mistakes, "/options", REFUSAL_too_long, NULL);
		for (int j = 0; j < i; j++)
			if (strcmp(option, question->options.item[j]) == 0)
				mistakes_add(mistakes, "/options", REFUSAL_duplicate_item, NULL);
	}
}

static void question_check(const void *object, struct mistakes *mistakes)
{
	const struct question_asked *question = object;

	check_options(question, mistakes);
	if (question->kind != QUESTION_NUMBER && !isnan(question->min))
		mistakes_add(mistakes, "/min", REFUSAL_inconsistent, "of a number alone");
	if (question->kind != QUESTION_NUMBER && !isnan(question->max))
		mistakes_add(mistakes, "/max", REFUSAL_inconsistent, "of a number alone");
	if (question->min > question->max)
		mistakes_add(mistakes, "/max", REFUSAL_out_of_range, "less than the least");
}

static const struct field question_fields[] = {
	FIELD(question_asked, code, TEXT, EDIT | NEEDED, A_CODE, .about = "answers name it by this"),
	FIELD(question_asked, text, TEXT, EDIT | NEEDED | WORDS, .min = 1, .max = 1000),
	FIELD(question_asked, help, TEXT, EDIT | NULLED | WORDS, .min = 1, .max = 2000,
		.about = "what is meant, and how to find the answer"),
	FIELD(question_asked, kind, TERM, EDIT | NEEDED, .terms = &question_kinds),
	FIELD(question_asked, options, TEXTS, EDIT | WORDS, .max = QUESTION_OPTIONS, .about = "of a choice: the answers there are"),
	FIELD(question_asked, min, NUMBER, EDIT | NULLED, .about = "of a number: the least that makes sense"),
	FIELD(question_asked, max, NUMBER, EDIT | NULLED),
	FIELD(question_asked, mandatory, BOOLEAN, EDIT),
	FIELD(question_asked, requirement, TEXT, EDIT | NULLED, A_CODE, .about = "the code of the guide's requirement it concerns"),
};
MESSAGE(question, question_asked, question_fields, .check = question_check, .about = "what a guide's survey asks");

static const struct field survey_fields[] = {
	FIELD(survey, id, ID, KEPT),
	FIELD(survey, version, INTEGER, KEPT),
	FIELD(survey, programme, ID, MADE | NEEDED, .about = "the edition of the guide whose questions it asks"),
	FIELD(survey, title, TEXT, EDIT | WORDS, A_TITLE, .about = "left out: the guide's"),
	FIELD(survey, method, TERM, MADE, .terms = &methods,
		.about = "self_assessment or three_phase; left out: the guide's"),
	FIELD(survey, due, DATE, EDIT | NEEDED, .about = "the day to answer by, as the notices state it"),
	FIELD(survey, introduction, TEXT, EDIT | NULLED | WORDS, A_REASON, .about = "of the notices: why we ask"),
	FIELD(survey, lead_auditor, ID, MADE | NULLED, .about = "of its audits"),
	FIELD(survey, team, IDS, MADE, .max = 50),
	FIELD(survey, state, TERM, KEPT, .terms = &survey_states),
	FIELD(survey, report, TEXT, EDIT | NULLED | WORDS, A_TEXT,
		.about = "what it showed, without a conclusion on any of them: in each one's final report"),
	FIELD(survey, opened_by, ID, KEPT | NULLED),
	FIELD(survey, opened_at, INSTANT, KEPT),
	FIELD(survey, summed_up_at, INSTANT, KEPT | NULLED),
	FIELD(survey, closed_at, INSTANT, KEPT | NULLED),
	FIELD(survey, reason, TEXT, KEPT | NULLED, A_REASON, .about = "why it was taken up again"),
	FIELD(survey, questions, OBJECTS, USE_SHOWN, .max = QUESTIONS_MAX, .of = &question_message, .about = "its guide's"),
};
MESSAGE(survey, survey, survey_fields, .about = "a guide's questions put to many enterprises");

static void survey_action_check(const void *object, struct mistakes *mistakes)
{
	const struct survey_action *action = object;

	if (action->event == TERM_NONE)      /* told by itself */
		return;
	if (action->event == SURVEY_RESUME && action->reason == NULL)
		mistakes_add(mistakes, "/reason", REFUSAL_missing, NULL);
	if (action->event != SURVEY_RESUME && action->reason != NULL)
		mistakes_add(mistakes, "/reason", REFUSAL_parameter_not_of_event, NULL);
	if (action->event != SURVEY_SUM_UP && action->report != NULL)
		mistakes_add(mistakes, "/report", REFUSAL_parameter_not_of_event, NULL);
}

static const struct field survey_action_fields[] = {
	FIELD(survey_action, event, TERM, ASKED | USE_SHOWN | NEEDED, .terms = &survey_events),
	FIELD(survey_action, reason, TEXT, ASKED | USE_SHOWN | NULLED | WORDS, A_REASON, .about = "of resume"),
	FIELD(survey_action, report, TEXT, ASKED | USE_SHOWN | NULLED | WORDS, A_TEXT,
		.about = "of sum_up, where the survey has none yet"),
};
MESSAGE(survey_action, survey_action, survey_action_fields, .check = survey_action_check);

static void survey_enterprises_check(const void *object, struct mistakes *mistakes)
{
	const struct survey_enterprises *asked = object;

	if ((asked->enterprises.count == 0) == (asked->kinds.count == 0))
		mistakes_add(mistakes, "/enterprises", asked->kinds.count == 0 ? REFUSAL_missing : REFUSAL_inconsistent,
			"enterprises, or kinds of them");
}

static const struct field survey_enterprises_fields[] = {
	FIELD(survey_enterprises, enterprises, IDS, ASKED | USE_SHOWN, .min = 1, .max = SURVEYED_MAX),
	FIELD(survey_enterprises, kinds, TERMS, ASKED | USE_SHOWN, .min = 1, .max = ENTERPRISE_KINDS, .terms = &enterprise_kinds,
		.about = "all the authority has of them"),
};
MESSAGE(survey_enterprises, survey_enterprises, survey_enterprises_fields, .check = survey_enterprises_check,
	.about = "whom a survey asks");

static const struct field answer_fields[] = {
	FIELD(survey_answer, question, TEXT, EDIT | NEEDED, A_CODE),
	FIELD(survey_answer, yes, TERNARY, EDIT | NULLED),
	FIELD(survey_answer, choice, TEXT, EDIT | NULLED, .min = 1, .max = OPTION_BYTES),
	FIELD(survey_answer, number, NUMBER, EDIT | NULLED),
	FIELD(survey_answer, text, TEXT, EDIT | NULLED | WORDS, .min = 1, .max = ANSWER_MAX),
	FIELD(survey_answer, comment, TEXT, EDIT | NULLED | WORDS, .min = 1, .max = ANSWER_MAX, .about = "of the enterprise"),
};
MESSAGE(survey_answer, survey_answer, answer_fields, .about = "the member of the question's kind, and no other");

static const struct field answer_set_fields[] = {
	FIELD(answer_set, id, ID, KEPT),
	FIELD(answer_set, audit, ID, KEPT),
	FIELD(answer_set, number, INTEGER, KEPT, .about = "1, 2, …: the last one stands"),
	FIELD(answer_set, received_on, DATE, MADE | NEEDED),
	FIELD(answer_set, days_late, INTEGER, KEPT, .about = "after the deadline; 0: in time"),
	FIELD(answer_set, reason, TEXT, MADE | NULLED | WORDS, A_REASON,
		.about = "why the one before is corrected: must be given where there is one"),
	FIELD(answer_set, answers, OBJECTS, MADE | NEEDED, .min = 1, .max = QUESTIONS_MAX, .of = &survey_answer_message),
	FIELD(answer_set, registered_by, ID, KEPT | NULLED),
	FIELD(answer_set, registered_at, INSTANT, KEPT),
};
MESSAGE(answer_set, answer_set, answer_set_fields, .about = "what an enterprise answered to a survey, whole");

static const struct field selection_fields[] = {
	FIELD(selection, id, ID, KEPT),
	FIELD(selection, audit, ID, KEPT),
	FIELD(selection, withdrawn, BOOLEAN, MADE, .about = "it is to be followed by none in depth after all"),
	FIELD(selection, reason, TEXT, MADE | NEEDED | WORDS, A_REASON),
	FIELD(selection, registered_by, ID, KEPT | NULLED),
	FIELD(selection, registered_at, INSTANT, KEPT),
};
MESSAGE(selection, selection, selection_fields, .about = "a survey's audit chosen to be followed by one in depth, and why");

static const struct field survey_row_fields[] = {
	SHOWN(audit, ID),
	SHOWN(case_number, TEXT, .max = 20),
	SHOWN(state, TERM, .terms = &audit_states),
	SHOWN(enterprise, ID),
	SHOWN(enterprise_name, TEXT),
	SHOWN_NULL(letter, ID, .about = "the newest of its notice or final report that is not withdrawn"),
	SHOWN_NULL(letter_kind, TERM, .terms = &letter_kinds),
	SHOWN_NULL(letter_state, TERM, .terms = &letter_states),
	SHOWN_NULL(letter_sha256, TEXT, .about = "of one that is submitted or further: what an approver approves"),
	SHOWN_NULL(due, DATE, .about = "the effective due of its newest survey deadline"),
	SHOWN_NULL(deadline_state, TERM, .terms = &deadline_states),
	SHOWN_NULL(answered_on, DATE),
	SHOWN_NULL(days_late, INTEGER),
	SHOWN(answer_sets, INTEGER, .about = "more than one: it was corrected"),
	SHOWN(selected, BOOLEAN),
	SHOWN_NULL(in_depth, ID, .about = "the audit in depth that was made of it"),
};
ANSWER(survey_row, survey_row_fields, .about = "one enterprise's part of a survey");

static const struct field survey_summary_query_fields[] = {
	FIELD(survey_summary_query, outside, BOOLEAN, ASKED, .about = "for others than the authority: small numbers are left out"),
};
MESSAGE(survey_summary_query, survey_summary_query, survey_summary_query_fields);

/* What is asked of an answer is asked of the answer to a question. */
static void survey_parts_query_check(const void *object, struct mistakes *mistakes)
{
	const struct survey_parts_query *query = object;

	if (query->question == NULL && (query->answer != NULL || !isnan(query->least) || !isnan(query->most)))
		mistakes_add(mistakes, "/question", REFUSAL_missing, NULL);
}

static const struct field survey_parts_query_fields[] = {
	PAGE(survey_parts_query),
	FIELD(survey_parts_query, answered, TERNARY, ASKED, .about = "they have answered, or not"),
	FIELD(survey_parts_query, selected, TERNARY, ASKED, .about = "they are selected for an audit in depth, or not"),
	FIELD(survey_parts_query, question, TEXT, ASKED, A_CODE, .about = "they have answered this one"),
	FIELD(survey_parts_query, answer, TEXT, ASKED, .min = 1, .max = OPTION_BYTES,
		.about = "so: yes (ja), no (nei), or a choice's own words"),
	FIELD(survey_parts_query, least, NUMBER, ASKED, .about = "by a number of at least this"),
	FIELD(survey_parts_query, most, NUMBER, ASKED, .about = "by a number of at most this"),
};
MESSAGE(survey_parts_query, survey_parts_query, survey_parts_query_fields, .check = survey_parts_query_check);

static const struct field answers_query_fields[] = {
	FIELD(answers_query, after, TEXT, ASKED, .min = 1, .max = 20, .check = check_case_number,
		.about = "begin after this case number"),
	FIELD(answers_query, limit, INTEGER, ASKED, .min = 1, .max = 1000, .about = "of so many enterprises; left out: of all"),
};
MESSAGE(answers_query, answers_query, answers_query_fields);

static const struct field survey_tally_fields[] = {
	FIELD(survey_tally, question, TEXT, KEPT),
	FIELD(survey_tally, yes, TERNARY, KEPT | NULLED),
	FIELD(survey_tally, choice, TEXT, KEPT | NULLED),
	FIELD(survey_tally, number, NUMBER, KEPT | NULLED),
	FIELD(survey_tally, count, INTEGER, KEPT),
};
MESSAGE(survey_tally, survey_tally, survey_tally_fields);

static const struct field survey_count_fields[] = {
	SHOWN(option, TEXT, .about = "yes, no, or one of the question's options"),
	SHOWN_NULL(count, INTEGER, .about = "none: too small, or would give a small one away"),
	SHOWN_NULL(share, SHARE, .about = "of those who answered the question"),
};
ANSWER(survey_count, survey_count_fields);

static const struct field question_figures_fields[] = {
	SHOWN(code, TEXT),
	SHOWN(text, TEXT),
	SHOWN(kind, TERM, .terms = &question_kinds),
	SHOWN_NULL(requirement, TEXT),
	SHOWN_NULL(answered, INTEGER),
	SHOWN(counts, OBJECTS, .max = QUESTION_OPTIONS, .of = &survey_count_message, .about = "of yes_no and choice"),
	SHOWN_NULL(lowest, NUMBER),
	SHOWN_NULL(median, NUMBER),
	SHOWN_NULL(highest, NUMBER),
};
ANSWER(question_figures, question_figures_fields, .about = "how one question was answered");

static const struct field survey_outcome_fields[] = {
	SHOWN(survey, ID),
	SHOWN(outside, BOOLEAN),
	SHOWN_NULL(enterprises, INTEGER, .about = "enterprises whose part was not cancelled"),
	SHOWN_NULL(answered, INTEGER),
	SHOWN_NULL(late, INTEGER),
	SHOWN_NULL(selected, INTEGER, .about = "for an audit in depth"),
	SHOWN(unanswered, OBJECTS, .max = SURVEYED_MAX, .of = &survey_row_message, .about = "left out for others than the authority"),
	SHOWN(questions, OBJECTS, .max = QUESTIONS_MAX, .of = &question_figures_message),
};
ANSWER(survey_outcome, survey_outcome_fields, .about = "what a survey's answers say, without a conclusion on any of them");
