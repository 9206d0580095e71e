/* learning.h - the figures of many cases together, and which of them may be told outside. */
#ifndef CORE_LEARNING_H
#define CORE_LEARNING_H

#include <stdbool.h>
#include <stdint.h>

#include "core/pooled.h"
#include "core/survival.h"
#include "proto/terms.h"

/* A count that is not told is LEARNING_HIDDEN; a share, NAN. */
#define LEARNING_HIDDEN (-1)

struct learning_requirement {
	const char *code, *act, *section;
	int64_t audits, with_breach, breaches;
	double share;                           /* of the audits, with breach */
	double low, high;                       /* its interval */
	double cumulative;                      /* of all the breaches so far: Pareto */
};

/* Breaches of one kind: in all, of a failed duty, or touching a dimension of quality. */
struct learning_group {
	int term;                               /* TERM_NONE: not stated */
	int64_t breaches, corrected, censored;
	int32_t median, low, high;              /* days; SURVIVAL_NEVER: not reached, or not told */
};

struct learning_effect {
	const char *code, *text;
	struct pooled pooled;                   /* counts may be LEARNING_HIDDEN */
};

#define LEARNING_DUTIES (DUTIES + 1)            /* the last: not stated */
struct learning {
	int64_t audits;
	struct learning_requirement *requirements;
	int requirement_count;
	struct learning_group all, duties[LEARNING_DUTIES], qualities[QUALITIES];
	struct survival_step *steps;
	int step_count;
	struct learning_effect *effects;
	int effect_count;
};

/* Shares, intervals and the Pareto of requirements whose counts are set, most breaches first. */
void learning_judge_requirements(struct learning_requirement *requirements, int count);

/*
 * Hide what is small, what would give it away, and the curve.  bools: room for requirement_count.
 * Totals are told, so what is hidden among the parts of one is at least two parts.
 */
void learning_hide(struct learning *learning, bool *bools, int64_t *numbers);

#endif
