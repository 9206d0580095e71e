/* survey - answers are to what was asked, and what all of them say hides what is small. */
#include "unit.h"

#include <math.h>

#include "core/method.h"
#include "core/survey.h"

static const char *options[] = { "Årlig", "Sjeldnere", "Aldri" };
static struct question_asked asked[] = {
	{ .code = "ros", .kind = QUESTION_YES_NO, .min = NAN, .max = NAN, .mandatory = true },
	{ .code = "ofte", .kind = QUESTION_CHOICE, .options = { options, 3, true }, .min = NAN, .max = NAN, .mandatory = true },
	{ .code = "timer", .kind = QUESTION_NUMBER, .min = 0, .max = 24 },
	{ .code = "senger", .kind = QUESTION_NUMBER, .min = NAN, .max = NAN },
	{ .code = "annet", .kind = QUESTION_TEXT, .min = NAN, .max = NAN },
	{ .code = "another guide's", .mandatory = true },
};
static const struct objects questions = { asked, 5, true };

#define NOTHING .yes = -1, .number = NAN
static enum survey_wrong judge(struct survey_answer answer, const char **ret_member)
{
	struct survey_answer two[] = { { .question = "zz", NOTHING }, answer };
	const struct objects answers = { two, 2, true };

	return survey_answer_wrong(&questions, &answers, 1, ret_member);
}

static const struct { struct survey_answer answer; enum survey_wrong wrong; const char *member; } judged[] = {
	{ { .question = "ros", .yes = 1, .number = NAN }, SURVEY_RIGHT, NULL },
	{ { .question = "ros", .yes = 0, .number = NAN, .comment = "ja" }, SURVEY_RIGHT, NULL },
	{ { .question = "ofte", NOTHING, .choice = "Aldri" }, SURVEY_RIGHT, NULL },
	{ { .question = "timer", .yes = -1, .number = 0 }, SURVEY_RIGHT, NULL },
	{ { .question = "timer", .yes = -1, .number = 24 }, SURVEY_RIGHT, NULL },
	{ { .question = "senger", .yes = -1, .number = -1e9 }, SURVEY_RIGHT, NULL },
	{ { .question = "annet", NOTHING, .text = "Nei" }, SURVEY_RIGHT, NULL },
	{ { .question = "annen", .yes = 1, .number = NAN }, SURVEY_UNKNOWN_QUESTION, "question" },
	{ { .question = "zz", .yes = 1, .number = NAN }, SURVEY_UNKNOWN_QUESTION, "question" },
	{ { .question = "ros", NOTHING }, SURVEY_NO_ANSWER, "yes" },
	{ { .question = "ros", NOTHING, .comment = "ja" }, SURVEY_NO_ANSWER, "yes" },
	{ { .question = "ofte", NOTHING }, SURVEY_NO_ANSWER, "choice" },
	{ { .question = "timer", NOTHING }, SURVEY_NO_ANSWER, "number" },
	{ { .question = "annet", NOTHING }, SURVEY_NO_ANSWER, "text" },
	{ { .question = "ros", NOTHING, .choice = "Aldri" }, SURVEY_OTHER_KIND, "choice" },
	{ { .question = "ros", .yes = -1, .number = 1 }, SURVEY_OTHER_KIND, "number" },
	{ { .question = "ros", .yes = 1, .number = NAN, .text = "ja" }, SURVEY_OTHER_KIND, "text" },
	{ { .question = "ofte", .yes = 0, .number = NAN, .choice = "Aldri" }, SURVEY_OTHER_KIND, "yes" },
	{ { .question = "timer", .yes = 0, .number = 7 }, SURVEY_OTHER_KIND, "yes" },
	{ { .question = "annet", .yes = -1, .number = 7, .text = "7" }, SURVEY_OTHER_KIND, "number" },
	{ { .question = "ofte", NOTHING, .choice = "årlig" }, SURVEY_NO_OPTION, "choice" },
	{ { .question = "timer", .yes = -1, .number = -0.5 }, SURVEY_OUT_OF_RANGE, "number" },
	{ { .question = "timer", .yes = -1, .number = 24.5 }, SURVEY_OUT_OF_RANGE, "number" },
};

TEST(an_answer_is_to_a_question_that_was_asked_and_of_its_kind)
{
	for (size_t i = 0; i < sizeof judged / sizeof judged[0]; i++) {
		const char *member = NULL;
		enum survey_wrong wrong = judge(judged[i].answer, &member);

		if (wrong != judged[i].wrong)
			fail_msg("answer %zu to %s is %d, not %d", i, judged[i].answer.question, (int)wrong, (int)judged[i].wrong);
		if (judged[i].member != NULL)
			assert_string_equal(judged[i].member, member);
	}
}

TEST(a_question_is_answered_once)
{
	struct survey_answer two[] = { { .question = "ros", .yes = 1, .number = NAN }, { .question = "ros", .yes = 1, .number = NAN } };
	const struct objects answers = { two, 2, true };
	const char *member;

	assert_int_equal(SURVEY_RIGHT, survey_answer_wrong(&questions, &answers, 0, &member));
	assert_int_equal(SURVEY_TWICE, survey_answer_wrong(&questions, &answers, 1, &member));
	assert_string_equal("question", member);
}

TEST(what_must_be_answered_and_is_not_is_told_question_by_question)
{
	struct survey_answer one[] = { { .question = "ofte", NOTHING } };
	const struct objects none = { NULL, 0, true }, some = { one, 1, true };
	int at = 0;

	assert_string_equal("ros", survey_unanswered(&questions, &none, &at)->code);
	assert_string_equal("ofte", survey_unanswered(&questions, &none, &at)->code);
	assert_null(survey_unanswered(&questions, &none, &at));
	at = 0;
	assert_string_equal("ros", survey_unanswered(&questions, &some, &at)->code);
	assert_null(survey_unanswered(&questions, &some, &at));
}

TEST(lateness_is_measured_against_the_newest_date)
{
	struct deadline deadlines[] = {
		{ .id = "1", .kind = DEADLINE_SURVEY, .effective_due = on("2026-03-02"), .successor = "2" },
		{ .id = "2", .kind = DEADLINE_SURVEY, .effective_due = on("2026-03-16") },
		{ .id = "3", .kind = DEADLINE_DOCUMENTS, .effective_due = on("2026-02-02") },
	};
	struct case_facts facts = { .deadlines = deadlines, .deadline_count = 3 };

	assert_int_equal(0, survey_days_late(&facts, on("2026-03-03")));
	assert_int_equal(0, survey_days_late(&facts, on("2026-03-16")));
	assert_int_equal(1, survey_days_late(&facts, on("2026-03-17")));
	assert_int_equal(16, survey_days_late(&facts, on("2026-04-01")));
	facts.deadline_count = 0;
	assert_int_equal(0, survey_days_late(&facts, on("2026-04-01")));
}

TEST(answers_are_taken_from_those_asked_while_the_survey_is_open)
{
	for (int state = 0; state < SURVEY_STATES; state++)
		for (int audit_state = 0; audit_state < AUDIT_STATES; audit_state++) {
			const struct survey survey = { .state = state };
			const struct audit part = { .state = audit_state, .survey = "s" }, other = { .state = audit_state };
			bool asked_and_open = state == SURVEY_OPEN && (audit_state == AUDIT_NOTIFIED || audit_state == AUDIT_FIELDWORK);

			assert_int_equal(asked_and_open, survey_takes_answers(&survey, &part));
			assert_false(survey_takes_answers(&survey, &other));
			assert_false(survey_takes_answers(NULL, &part));
		}
}

TEST(a_survey_is_summed_up_taken_up_again_and_closed_in_this_order)
{
	static const bool may[SURVEY_STATES][SURVEY_EVENTS] = {
		[SURVEY_OPEN]      = { [SURVEY_SUM_UP] = true },
		[SURVEY_SUMMED_UP] = { [SURVEY_RESUME] = true, [SURVEY_CLOSE] = true },
	};

	for (int state = 0; state < SURVEY_STATES; state++)
		for (int event = 0; event < SURVEY_EVENTS; event++)
			assert_int_equal(may[state][event],
				survey_may(&(const struct survey){ .state = state }, (enum survey_event)event));
}

/* domain.md 4.1: three_phase concludes = no; a survey's part never does. */
TEST(a_part_of_a_survey_draws_no_conclusion_by_any_method)
{
	for (int method = 0; method < METHODS; method++) {
		const struct audit part = { .method = method, .survey = "s" }, whole = { .method = method },
			in_depth = { .method = method, .in_depth_of = "a" };

		assert_false(audit_concludes(&part));
		assert_int_equal(method != METHOD_THREE_PHASE, audit_concludes(&whole));
		assert_int_equal(method != METHOD_THREE_PHASE, audit_concludes(&in_depth));
	}
}

static const struct survey_tally tallies[] = {
	{ "ros", 1, NULL, NAN, 4 }, { "ros", 1, NULL, NAN, 5 }, { "ros", 0, NULL, NAN, 6 },
	{ "ofte", -1, "Aldri", NAN, 1 }, { "ofte", -1, "Sjeldnere", NAN, 6 }, { "ofte", -1, "Årlig", NAN, 8 },
	{ "timer", -1, NULL, 1, 2 }, { "timer", -1, NULL, 4, 1 }, { "timer", -1, NULL, 10, 3 },
	{ "senger", -1, NULL, 7, 4 }, { "annet", -1, NULL, NAN, 5 },
};
#define TALLIES (int)(sizeof tallies / sizeof tallies[0])

TEST(answers_are_counted_question_by_question)
{
	struct survey_figures figures = survey_count(&asked[0], tallies, TALLIES, false);

	assert_int_equal(15, figures.answered);
	assert_int_equal(2, figures.count);
	assert_int_equal(9, figures.counts[0]);
	assert_int_equal(6, figures.counts[1]);
	figures = survey_count(&asked[1], tallies, TALLIES, false);
	assert_int_equal(15, figures.answered);
	assert_int_equal(3, figures.count);
	assert_int_equal(8, figures.counts[0]);
	assert_int_equal(6, figures.counts[1]);
	assert_int_equal(1, figures.counts[2]);
	assert_true(isnan(figures.median));
	figures = survey_count(&asked[4], tallies, TALLIES, false);
	assert_int_equal(5, figures.answered);
	assert_int_equal(0, figures.count);
	figures = survey_count(&asked[0], tallies, 0, false);
	assert_int_equal(0, figures.answered);
	assert_int_equal(0, figures.counts[0]);
}

static void has_median(double lowest, double median, double highest, const struct survey_tally *some, int count)
{
	struct survey_figures figures = survey_count(&asked[2], some, count, false);

	assert_true(figures.lowest == lowest && figures.median == median && figures.highest == highest);
}

TEST(numbers_are_told_by_lowest_median_and_highest)
{
	static const struct survey_tally one[] = { { "timer", -1, NULL, 3, 1 } },
		two[] = { { "timer", -1, NULL, 3, 1 }, { "timer", -1, NULL, 6, 1 } },
		three[] = { { "timer", -1, NULL, 3, 1 }, { "timer", -1, NULL, 6, 2 } },
		four[] = { { "timer", -1, NULL, 3, 2 }, { "senger", -1, NULL, 4, 9 }, { "timer", -1, NULL, 6, 2 } };

	has_median(3, 3, 3, one, 1);
	has_median(3, 4.5, 6, two, 2);
	has_median(3, 6, 6, three, 2);
	has_median(3, 4.5, 6, four, 3);
	has_median(1, 7, 10, tallies, TALLIES);
	assert_true(isnan(survey_count(&asked[2], tallies, 0, false).median));
	assert_true(isnan(survey_count(&asked[2], tallies, 0, true).median));
}

TEST(what_is_small_is_not_told_outside)
{
	struct survey_figures figures = survey_count(&asked[0], tallies, TALLIES, true);

	assert_int_equal(9, figures.counts[0]);
	assert_int_equal(6, figures.counts[1]);
	assert_int_equal(15, figures.answered);
	/* the one that is small, and another, or it could be reckoned from the rest */
	figures = survey_count(&asked[1], tallies, TALLIES, true);
	assert_int_equal(8, figures.counts[0]);
	assert_int_equal(-1, figures.counts[1]);
	assert_int_equal(-1, figures.counts[2]);
	/* lowest and highest are each one enterprise's own */
	figures = survey_count(&asked[2], tallies, TALLIES, true);
	assert_int_equal(6, figures.answered);
	assert_true(figures.median == 7 && isnan(figures.lowest) && isnan(figures.highest));
	figures = survey_count(&asked[3], tallies, TALLIES, true);
	assert_int_equal(-1, figures.answered);
	assert_true(isnan(figures.median));
	assert_int_equal(5, survey_count(&asked[4], tallies, TALLIES, true).answered);
}

TEST(nothing_small_can_be_reckoned_from_what_is_told)
{
	uint64_t seed = 11;

	for (int round = 0; round < 20000; round++) {
		struct survey_tally some[3];
		struct survey_figures inside, outside;
		int64_t hidden = 0;
		int hides = 0;

		for (int i = 0; i < 3; i++)
			some[i] = (struct survey_tally){ "ofte", -1, options[i], NAN, chance_between(&seed, 0, 12) };
		inside = survey_count(&asked[1], some, 3, false);
		outside = survey_count(&asked[1], some, 3, true);
		for (int i = 0; i < 3; i++) {
			assert_true(outside.counts[i] == -1 || outside.counts[i] == inside.counts[i]);
			assert_true(outside.counts[i] == -1 || outside.counts[i] >= 5);
			hides += outside.counts[i] == -1;
			hidden += outside.counts[i] == -1 ? inside.counts[i] : 0;
		}
		assert_true(outside.answered == -1 ? inside.answered < 5 : outside.answered == inside.answered);
		assert_true(hides == 0 || outside.answered == -1 || (hides >= 2 && (hidden >= 5 || hides == 3)));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_answer_is_to_a_question_that_was_asked_and_of_its_kind),
		cmocka_unit_test(a_question_is_answered_once),
		cmocka_unit_test(what_must_be_answered_and_is_not_is_told_question_by_question),
		cmocka_unit_test(lateness_is_measured_against_the_newest_date),
		cmocka_unit_test(answers_are_taken_from_those_asked_while_the_survey_is_open),
		cmocka_unit_test(a_survey_is_summed_up_taken_up_again_and_closed_in_this_order),
		cmocka_unit_test(a_part_of_a_survey_draws_no_conclusion_by_any_method),
		cmocka_unit_test(answers_are_counted_question_by_question),
		cmocka_unit_test(numbers_are_told_by_lowest_median_and_highest),
		cmocka_unit_test(what_is_small_is_not_told_outside),
		cmocka_unit_test(nothing_small_can_be_reckoned_from_what_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
