/* survey_answers.h - between the files that take in what enterprises answered to a survey. */
#ifndef OP_SURVEY_ANSWERS_H
#define OP_SURVEY_ANSWERS_H

#include "core/survey.h"

enum refusal survey_refusal(enum survey_wrong wrong);
/* Do both say the same, received on the same day?  A set with no number is none. */
bool survey_same_answers(const struct answer_set *standing, const struct answer_set *given);

#endif
