/* survey - answers to a survey: whether they answer what was asked, and what all of them say together. */
#include "core/survey.h"

#include <math.h>
#include <string.h>

#include "core/facts.h"
#include "core/small.h"

const struct question_asked *survey_question(const struct objects *questions, const char *code)
{
	const struct question_asked *question = questions->item;

	for (int i = 0; i < questions->count; i++)
		if (strcmp(question[i].code, code) == 0)
			return &question[i];
	return NULL;
}

static const struct survey_answer *answer_to(const struct objects *answers, int count, const char *code)
{
	const struct survey_answer *answer = answers->item;

	for (int i = 0; i < count; i++)
		if (strcmp(answer[i].question, code) == 0)
			return &answer[i];
	return NULL;
}

/* The members in the order of enum question_kind. */
static const char *const members[QUESTION_KINDS] = { "yes", "choice", "number", "text" };

static bool is_given(const struct survey_answer *answer, int kind)
{
	switch (kind) {
	case QUESTION_YES_NO:
		return answer->yes >= 0;
	case QUESTION_CHOICE:
		return answer->choice != NULL;
	case QUESTION_NUMBER:
		return !isnan(answer->number);
	default:
		return answer->text != NULL;
	}
}

static bool is_option(const struct question_asked *question, const char *choice)
{
	for (int i = 0; i < question->options.count; i++)
		if (strcmp(question->options.item[i], choice) == 0)
			return true;
	return false;
}

enum survey_wrong survey_answer_wrong(const struct objects *questions, const struct objects *answers, int number,
	const char **ret_member)
{
	const struct survey_answer *answer = (const struct survey_answer *)answers->item + number;
	const struct question_asked *question = survey_question(questions, answer->question);

	*ret_member = "question";
	if (question == NULL)
		return SURVEY_UNKNOWN_QUESTION;
	if (answer_to(answers, number, answer->question) != NULL)
		return SURVEY_TWICE;
	for (int kind = 0; kind < QUESTION_KINDS; kind++)
		if (kind != question->kind && is_given(answer, kind)) {
			*ret_member = members[kind];
			return SURVEY_OTHER_KIND;
		}
	*ret_member = members[question->kind];
	if (!is_given(answer, question->kind))
		return SURVEY_NO_ANSWER;
	if (question->kind == QUESTION_CHOICE && !is_option(question, answer->choice))
		return SURVEY_NO_OPTION;
	if (question->kind == QUESTION_NUMBER && (answer->number < question->min || answer->number > question->max))
		return SURVEY_OUT_OF_RANGE;
	return SURVEY_RIGHT;
}

const struct question_asked *survey_unanswered(const struct objects *questions, const struct objects *answers, int *at)
{
	const struct question_asked *question = questions->item;

	while (*at < questions->count) {
		const struct question_asked *asked = &question[(*at)++];

		if (asked->mandatory && answer_to(answers, answers->count, asked->code) == NULL)
			return asked;
	}
	return NULL;
}

int64_t survey_days_late(const struct case_facts *facts, int32_t received_on)
{
	const struct deadline *deadline = facts_newest(facts, DEADLINE_SURVEY, NULL);

	return deadline == NULL ? 0 : day_late(received_on, deadline->effective_due);
}

bool survey_takes_answers(const struct survey *survey, const struct audit *audit)
{
	return survey != NULL && survey->state == SURVEY_OPEN && audit->survey[0] != '\0'
		&& (audit->state == AUDIT_NOTIFIED || audit->state == AUDIT_FIELDWORK);
}

bool survey_may(const struct survey *survey, enum survey_event event)
{
	return survey->state == (event == SURVEY_SUM_UP ? SURVEY_OPEN : SURVEY_SUMMED_UP);
}

static bool answers_so(const struct question_asked *question, const struct survey_tally *tally, int option)
{
	if (question->kind == QUESTION_YES_NO)
		return tally->yes == (option == 0);
	return tally->choice != NULL && strcmp(tally->choice, question->options.item[option]) == 0;
}

/* The number that stands at this place among all, from 0. */
static double number_at(const struct question_asked *question, const struct survey_tally *tallies, int tally_count,
	int64_t place)
{
	for (int i = 0; i < tally_count; i++) {
		if (strcmp(tallies[i].question, question->code) != 0)
			continue;
		if (place < tallies[i].count)
			return tallies[i].number;
		place -= tallies[i].count;
	}
	return NAN;
}

/* Outside, the lowest and the highest would each be one enterprise's own. */
static void number_figures(const struct question_asked *question, const struct survey_tally *tallies, int tally_count,
	bool outside, struct survey_figures *figures)
{
	int64_t last = figures->answered - 1;

	if (figures->answered == 0 || (outside && small_number(figures->answered)))
		return;
	figures->median = (number_at(question, tallies, tally_count, last / 2)
		+ number_at(question, tallies, tally_count, last - last / 2)) / 2;
	if (outside)
		return;
	figures->lowest = number_at(question, tallies, tally_count, 0);
	figures->highest = number_at(question, tallies, tally_count, last);
}

struct survey_figures survey_count(const struct question_asked *question, const struct survey_tally *tallies,
	int tally_count, bool outside)
{
	struct survey_figures figures = { .lowest = NAN, .median = NAN, .highest = NAN };
	bool hidden[SURVEY_COUNTS];

	figures.count = question->kind == QUESTION_YES_NO ? 2 : question->kind == QUESTION_CHOICE ? question->options.count : 0;
	for (int i = 0; i < tally_count; i++) {
		if (strcmp(tallies[i].question, question->code) != 0)
			continue;
		figures.answered += tallies[i].count;
		for (int option = 0; option < figures.count; option++)
			if (answers_so(question, &tallies[i], option))
				figures.counts[option] += tallies[i].count;
	}
	if (question->kind == QUESTION_NUMBER)
		number_figures(question, tallies, tally_count, outside, &figures);
	if (!outside)
		return figures;
	small_hide(figures.counts, 1, figures.count, hidden);
	for (int option = 0; option < figures.count; option++)
		if (hidden[option])
			figures.counts[option] = -1;
	if (small_number(figures.answered))
		figures.answered = -1;
	return figures;
}
