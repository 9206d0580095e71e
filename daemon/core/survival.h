/* survival.h - how long it takes until it is corrected, with those that still are not counted too. */
#ifndef CORE_SURVIVAL_H
#define CORE_SURVIVAL_H

#include <stdbool.h>
#include <stdint.h>

/* Of a day: how many cases were corrected after so many, and how many were then seen no longer (censored). */
struct survival_day {
	int32_t days;
	int64_t corrected, censored;
};

/*
 * One step of Kaplan and Meier's curve: on that day `corrected` of those `at_risk`; `open` is the share
 * not corrected then.  low and high: 95 %, by Greenwood's variance of log(−log open), so that they stay
 * within 0–1; NAN where open is 0.
 */
struct survival_step {
	int32_t days;
	int64_t at_risk, corrected, censored;   /* censored: from this day until the next step */
	double open, low, high;
};

#define SURVIVAL_NEVER (-1)
struct survival {
	int64_t cases, corrected, censored;
	int steps;
	int32_t median, low, high;      /* the first day that at most half are open; SURVIVAL_NEVER: not reached */
};

/* Days ascending, each once.  Writes a step for each day somebody was corrected: as many as days at most. */
struct survival survival_of(const struct survival_day *days, int count, struct survival_step *ret_steps);

#endif
