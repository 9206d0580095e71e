/* guard.h - what a guard is asked and how it answers; inside core. */
#ifndef CORE_GUARD_H
#define CORE_GUARD_H

#include "core/facts.h"
#include "core/method.h"

struct question {
	const struct case_facts *facts;
	enum machine machine;
	int event;
	const void *subject;            /* struct audit, breach, deadline, letter, order; NULL: none yet */
	const struct asking *asking;
};

/* A guard holds the step back by guard_hold, once for each subject, or does nothing. */
typedef void guard_fn(const struct question *question, struct judgement *judgement);

#define GUARD(code, source, nb, nn, en) guard_fn guard_##code;
#include "proto/guards.def"
#undef GUARD

void guard_hold(struct judgement *judgement, enum guard guard, const char *subject);    /* or NULL */
void guard_hold_missing(struct judgement *judgement, enum guard guard, const char *subject,
	const char *missing);

bool question_is(const struct question *question, enum machine machine, int event);
/* The letter the question's event sends, or NULL; for events of a letter the letter itself. */
const struct letter *question_letter(const struct question *question);
/* The date that the question's event would set; milestones that go with it come besides. */
struct date {
	int32_t due;                    /* or DAY_NONE */
	const char *subject;            /* the deadline it is, or NULL */
	const char *breach;             /* of a milestone: whose correction it leads to */
	bool milestone;
};
struct date question_date(const struct question *question);
const struct milestone *question_milestones(const struct question *question, int *ret_count);
/* The order to be announced as the letter's notice states it. */
struct order order_of_notice(const struct letter *letter);
/* When the order must be complied with: given, or stated in the letter, or the order's own. */
int32_t question_compliance(const struct question *question);
/* Words that need two approvers, one of them a leader: whatever issues an order. */
bool letter_needs_two(const struct letter *letter);

#endif
