/* measure.h - measure points: does practice pass, has it lasted, and how sure is the figure. */
#ifndef CORE_MEASURE_H
#define CORE_MEASURE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

/* One review round: of `population` cases in the period, `sample` were reviewed. */
struct measure_round {
	int32_t from, to;                       /* the period, both days with */
	int64_t population, sample, compliant, hard_failures;
};

/* What a demand asks of its measure point.  Shares are compared exactly to nine decimals. */
struct measure_rule {
	double target;                          /* 0–1 */
	int64_t n_min;
	int64_t rounds, spacing_days;
};

/* What a measure point asks where its maker said nothing. */
#define MEASURE_RULE_DEFAULT { .target = 1, .n_min = 20, .rounds = 2, .spacing_days = 28 }

/* In what a rule asks less than another: a demand may only sharpen. */
enum measure_slack {
	MEASURE_SLACK_TARGET  = 1 << 0,
	MEASURE_SLACK_N_MIN   = 1 << 1,
	MEASURE_SLACK_ROUNDS  = 1 << 2,
	MEASURE_SLACK_SPACING = 1 << 3,
};
unsigned measure_rule_slack(const struct measure_rule *rule, const struct measure_rule *than);

/* Everything that is wrong with an observation. */
enum measure_wrong {
	MEASURE_COUNTS        = 1 << 0,         /* not 0 ≤ compliant ≤ sample ≤ population */
	MEASURE_HARD_FAILURES = 1 << 1,         /* not 0 ≤ hard_failures ≤ sample − compliant */
	MEASURE_PERIOD        = 1 << 2,         /* ends before it begins */
	MEASURE_FUTURE        = 1 << 3,         /* ends after today */
	MEASURE_OVERLAP       = 1 << 4,         /* shares a day with another round of the point */
};
unsigned measure_round_wrong(const struct measure_round *round, int32_t today,
	const struct measure_round *others, int count);

/* Everything that a round of right figures fails by; 0 when it passes. */
enum measure_fail {
	MEASURE_FAIL_EMPTY  = 1 << 0,           /* nothing was reviewed, so nothing was shown */
	MEASURE_FAIL_TARGET = 1 << 1,
	MEASURE_FAIL_HARD   = 1 << 2,
	MEASURE_FAIL_SAMPLE = 1 << 3,           /* fewer than n_min, and not all there are */
};
unsigned measure_round_fails(const struct measure_rule *rule, const struct measure_round *round);

enum measure_why {
	MEASURE_PASSES,
	MEASURE_NO_ROUND,
	MEASURE_NEWEST_FAILS,
	MEASURE_TOO_FEW_ROUNDS,
	MEASURE_TOO_SHORT,                      /* enough rounds, but they have not lasted */
	MEASURE_WHYS
};
extern const char *const measure_why_codes[MEASURE_WHYS];

struct measure_verdict {
	enum measure_why why;
	unsigned newest_fails;                  /* enum measure_fail, of the newest round */
	int run;                                /* passing rounds in the newest unbroken run */
	int32_t span;                           /* days between its first and last period end */
	int first, newest;                      /* the first and the newest round's index, or -1 */
	int begins;                             /* that of the run's first, or -1 */
};

/* Judge a measure point by the rounds that count for it, in any order; they do not overlap. */
struct measure_verdict measure_judge(const struct measure_rule *rule,
	const struct measure_round *rounds, int count);

/* Wilson's 95 % interval of a share; 0–1 of nothing. */
struct measure_interval { double low, high; };
struct measure_interval measure_wilson(int64_t compliant, int64_t sample);

#define MEASURE_FEW 10                          /* a smaller sample is too few to conclude */
bool measure_too_few(int64_t sample);

/* Fisher's exact test, two-sided, that two rounds come from the same practice. */
double measure_fisher(int64_t compliant_1, int64_t sample_1, int64_t compliant_2, int64_t sample_2);

#endif
