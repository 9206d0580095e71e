/* survey.h - answers to a survey: whether they answer what was asked, and what all of them say together. */
#ifndef CORE_SURVEY_H
#define CORE_SURVEY_H

#include "core/law.h"

enum survey_wrong {
	SURVEY_RIGHT,
	SURVEY_UNKNOWN_QUESTION,        /* none of this guide's */
	SURVEY_TWICE,
	SURVEY_NO_ANSWER,               /* the member of the question's kind is not there */
	SURVEY_OTHER_KIND,              /* a member of another kind is */
	SURVEY_NO_OPTION,
	SURVEY_OUT_OF_RANGE,
};

/* NULL: no question of that code. */
const struct question_asked *survey_question(const struct objects *questions, const char *code);
/* Of answers[number], among those before it; ret_member: the member that is wrong. */
enum survey_wrong survey_answer_wrong(const struct objects *questions, const struct objects *answers, int number,
	const char **ret_member);
/* The next question from *at on that must be answered and is not; NULL: there is none.  *at begins at 0. */
const struct question_asked *survey_unanswered(const struct objects *questions, const struct objects *answers, int *at);

/* How many days after the deadline: 0 in time, or where no date was set. */
int64_t survey_days_late(const struct case_facts *facts, int32_t received_on);

/* A survey takes answers while it is open, of the parts that were asked and are not written up yet. */
bool survey_takes_answers(const struct survey *survey, const struct audit *audit);

/*
 * What holds a survey's step back: wrong_state; report_missing of sum_up; audit_open of close, told by
 * whoever knows the audits.
 */
bool survey_may(const struct survey *survey, enum survey_event event);

/* How one question was answered.  A count of -1 is hidden: too small, or would give a small one away. */
#define SURVEY_COUNTS QUESTION_OPTIONS
struct survey_figures {
	int64_t answered;
	int count;                              /* of yes_no: yes, no; of a choice: its options, in their order */
	int64_t counts[SURVEY_COUNTS];
	double lowest, median, highest;         /* of a number; NAN: hidden, or none */
};

/* outside: for others than the authority.  tallies: sorted by number within a question. */
struct survey_figures survey_count(const struct question_asked *question, const struct survey_tally *tallies,
	int tally_count, bool outside);

#endif
