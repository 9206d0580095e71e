/* view_survey - what the texts may name of a survey: its questions, how they were answered here, and by all. */
#include "letter/writing.h"

#include <math.h>
#include <string.h>

#include "core/survey.h"

#define HIDDEN "–"

static const char *const yes_no[2][LANGUAGES] = { { "ja", "ja", "yes" }, { "nei", "nei", "no" } };

static const char *number_text(struct writing *writing, double number)
{
	char *text = arena_format(writing->arena, "%.10g", number), *point = strchr(text, '.');

	if (point != NULL && writing->language != LANGUAGE_EN)
		*point = ',';
	return text;
}

static const struct survey_answer *answer_of(const struct writing *writing, const struct question_asked *question)
{
	const struct case_facts *facts = writing->facts;
	const struct survey_answer *answer;

	if (facts->answer_set_count == 0)
		return NULL;
	answer = facts->answer_sets[facts->answer_set_count - 1].answers.item;
	for (int i = 0; i < facts->answer_sets[facts->answer_set_count - 1].answers.count; i++)
		if (strcmp(answer[i].question, question->code) == 0)
			return &answer[i];
	return NULL;
}

static const char *answer_text(struct writing *writing, const struct question_asked *question)
{
	const struct survey_answer *answer = answer_of(writing, question);

	if (answer == NULL)
		return NULL;
	switch (question->kind) {
	case QUESTION_YES_NO:
		return yes_no[answer->yes == 0][writing->language];
	case QUESTION_CHOICE:
		return given(answer->choice);
	case QUESTION_NUMBER:
		return number_text(writing, answer->number);
	default:
		return given(answer->text);
	}
}

static const char *comment_text(struct writing *writing, const struct question_asked *question)
{
	const struct survey_answer *answer = answer_of(writing, question);

	return answer == NULL ? NULL : given(answer->comment);
}

/* "et tall fra 0 til 100" */
static const char *number_form(struct writing *writing, const struct question_asked *question)
{
	static const char *const forms[4][LANGUAGES] = {
		{ "et tall", "eit tal", "a number" }, { "et tall, minst $", "eit tal, minst $", "a number, at least $" },
		{ "et tall, høyst $", "eit tal, høgst $", "a number, at most $" },
		{ "et tall fra $ til $", "eit tal frå $ til $", "a number from $ to $" },
	};
	bool least = !isnan(question->min), most = !isnan(question->max);
	const char *words[] = { least ? number_text(writing, question->min) : NULL,
		most ? number_text(writing, question->max) : NULL, NULL };

	return words_fill(forms[(least ? 1 : 0) + (most ? 2 : 0)][writing->language], least ? words : words + 1, writing->arena);
}

/* How it is to be answered. */
static const char *form_text(struct writing *writing, const struct question_asked *question)
{
	static const char *const one_of[LANGUAGES] = { "ett av disse: ", "eitt av desse: ", "one of these: " };
	static const char *const yes_or_no[LANGUAGES] = { "ja eller nei", "ja eller nei", "yes or no" };
	static const char *const own_words[LANGUAGES] = { "egne ord", "eigne ord", "your own words" };
	const char *text = one_of[writing->language];

	if (question->kind == QUESTION_YES_NO)
		return yes_or_no[writing->language];
	if (question->kind == QUESTION_NUMBER)
		return number_form(writing, question);
	if (question->kind == QUESTION_TEXT)
		return own_words[writing->language];
	for (int i = 0; i < question->options.count; i++)
		text = arena_format(writing->arena, "%s%s%s", text, i == 0 ? "" : "; ", question->options.item[i]);
	return text;
}

static const char *count_text(struct writing *writing, int64_t count)
{
	return count < 0 ? HIDDEN : words_number(count, writing->arena);
}

/* "ja 8, nei 5" of all; what is small is left out, for every enterprise reads it. */
static const char *figures_text(struct writing *writing, const struct question_asked *question)
{
	static const char *const medians[LANGUAGES] = { "median $ ($ har svart)", "median $ ($ har svara)", "median $ ($ answered)" };
	static const char *const answered[LANGUAGES] = { "$ har svart", "$ har svara", "$ answered" };
	const struct case_facts *facts = writing->facts;
	struct survey_figures figures = survey_count(question, facts->tallies, facts->tally_count, true);
	const char *text = "", *words[] = { NULL, count_text(writing, figures.answered), NULL };

	if (question->kind == QUESTION_NUMBER && !isnan(figures.median)) {
		words[0] = number_text(writing, figures.median);
		return words_fill(medians[writing->language], words, writing->arena);
	}
	if (figures.count == 0)
		return words_fill(answered[writing->language], words + 1, writing->arena);
	for (int i = 0; i < figures.count; i++)
		text = arena_format(writing->arena, "%s%s%s: %s", text, i == 0 ? "" : "; ",
			question->kind == QUESTION_YES_NO ? yes_no[i][writing->language] : question->options.item[i],
			count_text(writing, figures.counts[i]));
	return text;
}

TEXT(question_asked, number, arena_format(writing->arena, "%d",
	(int)(of - (const struct question_asked *)writing->facts->survey->questions.item) + 1))
TEXT(question_asked, text, of->text)
TEXT(question_asked, help, given(of->help))
TEXT(question_asked, form, form_text(writing, of))
TRUTH(question_asked, mandatory, of->mandatory)
TEXT(question_asked, answer, answer_text(writing, of))
TEXT(question_asked, comment, comment_text(writing, of))
TEXT(question_asked, figures, figures_text(writing, of))

static const struct view_name question_names[] = {
	HAS_TEXT(question_asked, number), HAS_TEXT(question_asked, text), HAS_OPTIONAL(question_asked, help),
	HAS_TEXT(question_asked, form), HAS_TRUTH(question_asked, mandatory), HAS_OPTIONAL(question_asked, answer),
	HAS_OPTIONAL(question_asked, comment), HAS_TEXT(question_asked, figures),
};
static const struct view question_view = { "question", question_names, sizeof question_names / sizeof question_names[0] };

TEXT(survey, title, of->title)
TEXT(survey, introduction, given(of->introduction))
TEXT(survey, report, given(of->report))
TEXT(survey, answered_on, writing->facts->answer_set_count == 0 ? NULL
	: date_text(writing, writing->facts->answer_sets[writing->facts->answer_set_count - 1].received_on))

static void survey_questions(struct writing *writing, const void *object, struct view_list *list)
{
	const struct survey *survey = object;
	const struct question_asked *question = survey->questions.item;

	for (int i = 0; i < survey->questions.count; i++)
		list_add(writing, list, &question[i]);
}

static const struct view_name survey_names[] = {
	HAS_TEXT(survey, title), HAS_OPTIONAL(survey, introduction), HAS_OPTIONAL(survey, report),
	HAS_OPTIONAL(survey, answered_on), HAS_LIST(survey, questions, question_view),
};
VIEW(survey);
