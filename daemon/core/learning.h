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
 * What may be told outside, of the one answer or table it is called for.  bools and numbers: room for
 * requirement_count.
 *
 * A count below SMALL_LEAST is not told, 0 neither, and nothing by which it could be told to within
 * SMALL_LEAST from the rest of that answer:
 *	the parts of a total (breaches of the requirements, whose sum the Pareto tells; breaches, corrected
 *	and not, of the duties) are hidden two or more at a time (small_hide); the requirements that are
 *	hidden stand last, in the order of their codes, or the cumulative share of one behind them would
 *	tell theirs, and their order which has more;
 *	a subset of a whole (audits with breach, breaches of a dimension of quality, compliant records) is hidden
 *	where what is left of the whole is small (small_part);
 *	a share, interval, median or difference goes with the counts that it is made of, and the curve always.
 * Rule and words: Hundepool et al., Handbook on Statistical Disclosure Control (ESSnet 2010), 4.1–4.2: a
 * minimum frequency, then secondary suppression.  Two answers about different times or programmes are not
 * held against each other: who publishes several must see to that.
 */
void learning_hide(struct learning *learning, bool *bools, int64_t *numbers);

#endif
