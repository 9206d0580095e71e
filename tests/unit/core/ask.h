/* ask.h - one step asked for in a world where it is ready: which guards hold it back. */
#ifndef ASK_H
#define ASK_H

#include "world.h"

static struct world w;
static enum machine asked_machine;
static int asked_event;

static inline void ready(enum machine machine, int event, int from, int to)
{
	struct judgement judgement;

	asked_machine = machine;
	asked_event = event;
	world_ready(&w, machine, event, from, to);
	if (machine == MACHINE_DEADLINE && event == DEADLINE_LAPSE)
		w.asking.actor = BY_CLOCK;
	judgement = world_judge(&w, machine, event);
	assert_true(law_allows(&judgement));
	assert_int_equal(judgement.rule->to, to);
}

static inline bool holds(enum guard guard)
{
	struct judgement judgement = world_judge(&w, asked_machine, asked_event);

	return holds_back(&judgement, guard);
}

/* The guard is held, and by this row alone. */
static inline bool held_by(enum guard guard, const char *subject)
{
	struct judgement judgement = world_judge(&w, asked_machine, asked_event);

	return names(&judgement, guard, subject);
}

static inline bool allowed(void)
{
	struct judgement judgement = world_judge(&w, asked_machine, asked_event);

	return law_allows(&judgement);
}

/* What the guard says is missing, word by word in the order it is told; NULL after the last. */
static inline const char *missing_at(enum guard guard, int place)
{
	struct judgement judgement = world_judge(&w, asked_machine, asked_event);

	for (int i = 0; i < judgement.held_count; i++)
		if (judgement.held[i].guard == guard && place-- == 0)
			return judgement.held[i].missing;
	return NULL;
}

static inline const char *missing(enum guard guard)
{
	return missing_at(guard, 0);
}

#define READY_AUDIT(event, from, to) ready(MACHINE_AUDIT, AUDIT_##event, AUDIT_##from, AUDIT_##to)
#define READY_BREACH(event, from, to) ready(MACHINE_BREACH, BREACH_##event, BREACH_##from, BREACH_##to)
#define READY_DEADLINE(event, from, to) ready(MACHINE_DEADLINE, DEADLINE_##event, DEADLINE_##from, DEADLINE_##to)
#define READY_LETTER(event, from, to) ready(MACHINE_LETTER, LETTER_##event, LETTER_##from, LETTER_##to)
#define READY_ORDER(event, from, to) ready(MACHINE_ORDER, ORDER_##event, ORDER_##from, ORDER_##to)
#define HOLDS(code) assert_true(holds(GUARD_##code))
#define LETS(code) assert_false(holds(GUARD_##code))
#define HELD_BY(code, number) assert_true(held_by(GUARD_##code, id(number)))

#endif
