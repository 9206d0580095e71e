/* law - the one function that judges: the row, its guards, and those of what it brings about. */
#include "core/law.h"

#include <string.h>

#include "base/fault.h"
#include "core/table.h"

_Static_assert(GUARDS <= 64, "judgement.overridden has a bit for each guard");
_Static_assert(GUARDS <= 256 && EFFECTS <= 256, "a rule keeps each in a byte");

const struct law *const laws[MACHINES] = {
	[MACHINE_AUDIT] = &audit_law, [MACHINE_BREACH] = &breach_law, [MACHINE_DEADLINE] = &deadline_law,
	[MACHINE_LETTER] = &letter_law, [MACHINE_ORDER] = &order_law,
};

static guard_fn *const guards[GUARDS] = {
#define GUARD(code, source, nb, nn, en) [GUARD_##code] = guard_##code,
#include "proto/guards.def"
#undef GUARD
};

static struct held *held_find(struct judgement *judgement, enum guard guard, const char *missing)
{
	for (int i = 0; i < judgement->held_count; i++) {
		struct held *held = &judgement->held[i];

		if (held->guard == guard && (held->missing == NULL || missing == NULL
					     || strcmp(held->missing, missing) == 0))
			return held;
	}
	return NULL;
}

static bool has_subject(const struct judgement *judgement, const struct held *held,
	const char *subject)
{
	for (int i = held->first; i < held->first + held->count; i++)
		if (strcmp(judgement->subjects[i], subject) == 0)
			return true;
	return false;
}

/* A guard's subjects stand together; what a later question adds moves those after it. */
static void add_subject(struct judgement *judgement, struct held *held, const char *subject)
{
	int at = held->first + held->count;

	if (judgement->subject_count == JUDGEMENT_SUBJECTS || has_subject(judgement, held, subject))
		return;
	memmove(&judgement->subjects[at + 1], &judgement->subjects[at],
		(size_t)(judgement->subject_count - at) * sizeof judgement->subjects[0]);
	judgement->subjects[at] = subject;
	judgement->subject_count++;
	held->count++;
	for (struct held *later = held + 1; later < judgement->held + judgement->held_count; later++)
		later->first++;
}

void guard_hold_missing(struct judgement *judgement, enum guard guard, const char *subject,
	const char *missing)
{
	struct held *held = held_find(judgement, guard, missing);

	if (held == NULL) {
		must(judgement->held_count < HELD_MAX);
		held = &judgement->held[judgement->held_count++];
		*held = (struct held){ .guard = guard, .first = judgement->subject_count };
	}
	if (held->missing == NULL)
		held->missing = missing;
	if (text_given(subject))
		add_subject(judgement, held, subject);
}

void guard_hold(struct judgement *judgement, enum guard guard, const char *subject)
{
	guard_hold_missing(judgement, guard, subject, NULL);
}

bool question_is(const struct question *question, enum machine machine, int event)
{
	return question->machine == machine && question->event == event;
}

static int law_state(enum machine machine, const void *subject)
{
	switch (machine) {
	case MACHINE_AUDIT:
		return ((const struct audit *)subject)->state;
	case MACHINE_BREACH:
		return ((const struct breach *)subject)->state;
	case MACHINE_DEADLINE:
		return ((const struct deadline *)subject)->state;
	case MACHINE_LETTER:
		return ((const struct letter *)subject)->state;
	default:
		return ((const struct order *)subject)->state;
	}
}

static const struct rule *rule_find(const struct question *question)
{
	const struct law *law = laws[question->machine];
	int from = CREATION;

	if (question->event != law->creation)
		from = law_state(question->machine, question->subject);

	for (int i = 0; i < law->rule_count; i++) {
		const struct rule *rule = &law->rules[i];

		if (rule->from != from || rule->event != question->event)
			continue;
		if (rule->when == NULL
		    || rule->when(question->facts, question->subject, question->asking))
			return rule;
	}
	return NULL;
}

/* An owner's lead auditor speaks for that owner alone. */
static unsigned actors_of(const struct question *question)
{
	const struct asking *asking = question->asking;
	unsigned actors = asking->actor;
	const struct owner *owner;

	if (asking->action == NULL || asking->action->owner == NULL)
		return actors;
	owner = facts_owner(question->facts, asking->action->owner);
	if (owner == NULL || !id_same(owner->lead_auditor, asking->account))
		actors &= ~(unsigned)BY_OWNER;
	return actors;
}

/* Where no row is for the state, the role is that of the event in any state. */
static bool role_is_missing(const struct question *question, const struct rule *rule)
{
	const struct law *law = laws[question->machine];
	unsigned may = 0;

	if (rule != NULL)
		return (rule->actors & actors_of(question)) == 0;
	for (int i = 0; i < law->rule_count; i++)
		if (law->rules[i].event == question->event)
			may |= law->rules[i].actors;
	return (may & actors_of(question)) == 0;
}

/* What the leader may override with a reason (domain.md 4.2); nobody overrides only_a_plan. */
static bool is_overridden(const struct question *question, enum guard guard)
{
	const struct action *action = question->asking->action;

	return question_is(question, MACHINE_BREACH, BREACH_ASSESS_CORRECTED)
		&& (guard == GUARD_practice_missing || guard == GUARD_management_missing
		    || guard == GUARD_measure_point_fails)
		&& action != NULL && text_given(action->override_reason)
		&& (question->asking->actor & BY_LEADER) != 0;
}

static void ask_guard(const struct question *question, enum guard guard, struct judgement *judgement)
{
	struct judgement aside;

	if (!is_overridden(question, guard)) {
		guards[guard](question, judgement);
		return;
	}
	memset(&aside, 0, sizeof aside);
	guards[guard](question, &aside);
	if (aside.held_count > 0)
		judgement->overridden |= UINT64_C(1) << guard;
}

static void ask_guards(const struct question *question, const struct rule *rule,
	struct judgement *judgement)
{
	for (int i = 0; i < RULE_GUARDS && rule->guards[i] != GUARD_NONE; i++)
		ask_guard(question, (enum guard)rule->guards[i], judgement);
}

static bool brings(const struct rule *rule, enum effect effect)
{
	for (int i = 0; i < RULE_EFFECTS; i++)
		if (rule->effects[i] == effect)
			return true;
	return false;
}

/* The guards of a step that another step brings about: they hold both back. */
static void ask_step(const struct question *cause, enum machine machine, const void *subject, int event,
	struct judgement *judgement)
{
	const struct asking asking = { .actor = BY_CASE, .account = cause->asking->account,
		.action = cause->asking->action };
	const struct question question = { cause->facts, machine, event, subject, &asking };
	const struct rule *rule = rule_find(&question);

	if (rule != NULL)
		ask_guards(&question, rule, judgement);
	else
		guard_hold(judgement, GUARD_wrong_state, NULL);
}

static void ask_consequences(const struct question *question, const struct rule *rule,
	struct judgement *judgement)
{
	const struct letter *letter = question_letter(question);
	const struct order *order;

	if (letter == NULL)
		return;
	if (brings(rule, EFFECT_dispatch_letter))
		ask_step(question, MACHINE_LETTER, letter, LETTER_DISPATCH, judgement);
	if (brings(rule, EFFECT_announce_order_of_letter)
	    && (letter->notice_given != 0 || letter->kind == LETTER_REMINDER_2)) {
		struct order announced = order_of_notice(letter);

		ask_step(question, MACHINE_ORDER, &announced, ORDER_ANNOUNCE, judgement);
	}
	order = facts_order(question->facts, letter->order);
	if (brings(rule, EFFECT_issue_order_of_letter) && order != NULL)
		ask_step(question, MACHINE_ORDER, order, ORDER_ISSUE, judgement);
}

void law_judge(const struct case_facts *facts, enum machine machine, const void *subject, int event,
	const struct asking *asking, struct judgement *ret_judgement)
{
	const struct question question = { facts, machine, event, subject, asking };

	memset(ret_judgement, 0, sizeof *ret_judgement);
	ret_judgement->rule = rule_find(&question);
	ret_judgement->role_missing = role_is_missing(&question, ret_judgement->rule);
	if (ret_judgement->rule == NULL) {
		guard_hold(ret_judgement, GUARD_wrong_state, NULL);
		return;
	}
	ask_guards(&question, ret_judgement->rule, ret_judgement);
	ask_consequences(&question, ret_judgement->rule, ret_judgement);
}

bool law_allows(const struct judgement *judgement)
{
	return judgement->rule != NULL && !judgement->role_missing && judgement->held_count == 0;
}

int law_event(enum machine machine, const char *word)
{
	for (int i = 0; i < laws[machine]->public_events; i++)
		if (strcmp(laws[machine]->events[i], word) == 0)
			return i;
	return -1;
}
