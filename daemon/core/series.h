/* series.h - an enterprise's own figures over time: run chart, p-chart, and the phases they fall into. */
#ifndef CORE_SERIES_H
#define CORE_SERIES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/day.h"

#define SERIES_MOST 2000        /* points of one series: daily figures for five years, weekly for 38 */
#define SERIES_ENOUGH 10        /* points with fewer off the median no signal is looked for */

/* One week or month: of `denominator` cases `numerator` complied.  A denominator of 0 has no share. */
struct series_point {
	int32_t from, to;                       /* both days with */
	int64_t numerator, denominator;
};

/* Everything that is wrong with a figure by itself. */
enum series_wrong {
	SERIES_COUNTS  = 1 << 0,                /* not 0 ≤ numerator ≤ denominator */
	SERIES_PERIOD  = 1 << 1,                /* ends before it begins */
	SERIES_FUTURE  = 1 << 2,                /* ends after today */
};
unsigned series_point_wrong(const struct series_point *point, int32_t today);

/*
 * The points of a phase as a run chart (Anhøj & Olesen 2014) and as a p-chart.  Points on the median
 * are of no use to runs and crossings.  Both signals mean: this is not chance alone.
 */
struct series_phase {
	int first, count;                       /* the points, those without a share among them */
	int shares;                             /* points with a share */
	double median;                          /* of the shares; NAN: there is none */
	int useful;                             /* shares off the median */
	int longest_run, longest_run_limit;     /* signal: longer than the limit */
	int crossings, crossings_limit;         /* signal: fewer than the limit */
	bool enough;                            /* useful ≥ SERIES_ENOUGH: the signals can be judged */
	bool run_signal, crossings_signal;
	int64_t numerator, denominator;
	double mean;                            /* numerator / denominator of them all, or NAN */
	int outside;                            /* points beyond their control limits */
};
/* Judge points[first … first + count − 1], in the order of time; at most SERIES_MOST. */
struct series_phase series_judge(const struct series_point *points, int first, int count);

/*
 * The points cut at the days where a marked change begins, ascending: a phase begins with the first
 * point whose period begins on that day or later.  Returns how many phases, at most `most`; phases
 * without a point are left out.
 */
int series_phases(const struct series_point *points, int count, const int32_t *cuts, int cut_count,
	struct series_phase *ret_phases, int most);

/* The point is off the median in a run that is too long. */
bool series_in_run(const struct series_phase *phase, const struct series_point *points, int at);

bool series_has_share(const struct series_point *point);
double series_share(const struct series_point *point);

/* p̄ ± 3√(p̄(1 − p̄)/n), cut to 0–1; outside: the share lies beyond (by more than rounding). */
struct series_limits { double low, high; bool outside; };
struct series_limits series_limits_of(const struct series_phase *phase, const struct series_point *point);

/* The longest run and the fewest crossings that n useful points show by chance. */
int series_run_limit(int useful);               /* round(log2 n) + 3 */
int series_crossings_limit(int useful);         /* qbinom(0.05, n − 1, 0.5) */

#endif
