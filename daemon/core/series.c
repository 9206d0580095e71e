/* series - run charts and p-charts of the enterprise's own figures. */
#include "core/series.h"

#include <math.h>
#include <stddef.h>

#define ON_THE_LINE 1e-12       /* shares are fractions: what differs by less is the same */

unsigned series_point_wrong(const struct series_point *point, int32_t today)
{
	unsigned wrong = 0;

	if (point->numerator < 0 || point->numerator > point->denominator)
		wrong |= SERIES_COUNTS;
	if (point->to < point->from)
		wrong |= SERIES_PERIOD;
	if (point->to > today)
		wrong |= SERIES_FUTURE;
	return wrong;
}

bool series_has_share(const struct series_point *point)
{
	return point->denominator > 0;
}

double series_share(const struct series_point *point)
{
	return (double)point->numerator / (double)point->denominator;
}

/* Above the median, below it, or neither. */
static int side_of(const struct series_phase *phase, const struct series_point *point)
{
	double off = series_has_share(point) ? series_share(point) - phase->median : 0;

	return off > ON_THE_LINE ? 1 : off < -ON_THE_LINE ? -1 : 0;
}

bool series_in_run(const struct series_phase *phase, const struct series_point *points, int at)
{
	int side = side_of(phase, &points[at]), run = 0;

	if (!phase->run_signal || side == 0)
		return false;
	for (int i = at; i >= phase->first && side_of(phase, &points[i]) != -side; i--)
		run += side_of(phase, &points[i]) == side;
	for (int i = at + 1; i < phase->first + phase->count && side_of(phase, &points[i]) != -side; i++)
		run += side_of(phase, &points[i]) == side;
	return run > phase->longest_run_limit;
}

int series_run_limit(int useful)
{
	return useful < 1 ? 3 : (int)round(log2(useful)) + 3;
}

/*
 * The smallest c with P(X ≤ c) ≥ 0.05 of n − 1 tosses of a coin.  Probabilities relative to that of
 * the middle, so that none of them is too small to be counted.
 */
int series_crossings_limit(int useful)
{
	int tosses = useful - 1, middle = tosses / 2;
	double all = 0, below = 0, weight = 1;
	int c;

	if (tosses < 1)
		return 0;
	for (c = middle; c >= 0 && weight > 1e-30; weight *= (double)c / (tosses - c + 1), c--)
		all += weight;
	weight = 1;
	for (c = middle + 1; c <= tosses && weight > 1e-30; c++) {
		weight *= (double)(tosses - c + 1) / c;
		all += weight;
	}
	for (c = middle, weight = 1; c >= 0; weight *= (double)c / (tosses - c + 1), c--)
		below += weight;                /* P(X ≤ middle), then one less each turn */
	for (c = middle, weight = 1; c > 0 && below - weight >= 0.05 * all; c--) {
		below -= weight;
		weight *= (double)c / (tosses - c + 1);
	}
	return c;
}

static void sift_number(double *numbers, int at, int count)
{
	for (int child; (child = 2 * at + 1) < count; at = child) {
		double swap = numbers[at];

		if (child + 1 < count && numbers[child] < numbers[child + 1])
			child++;
		if (numbers[at] >= numbers[child])
			return;
		numbers[at] = numbers[child];
		numbers[child] = swap;
	}
}

static double median_of(double *numbers, int count)
{
	double largest = NAN, before = NAN;

	if (count == 0)
		return NAN;
	for (int at = count / 2; at-- > 0;)
		sift_number(numbers, at, count);
	for (int left = count; left > (count - 1) / 2; left--) {        /* takes off the upper half */
		before = largest;
		largest = numbers[0];
		numbers[0] = numbers[left - 1];
		sift_number(numbers, 0, left - 1);
	}
	return count % 2 == 1 ? largest : (largest + before) / 2;
}

static void judge_median(struct series_phase *phase, const struct series_point *points)
{
	double shares[SERIES_MOST];

	for (int i = phase->first; i < phase->first + phase->count; i++)
		if (series_has_share(&points[i])) {
			shares[phase->shares++] = series_share(&points[i]);
			phase->numerator += points[i].numerator;
			phase->denominator += points[i].denominator;
		}
	phase->median = median_of(shares, phase->shares);
	phase->mean = phase->shares == 0 ? NAN : (double)phase->numerator / (double)phase->denominator;
}

static void judge_runs(struct series_phase *phase, const struct series_point *points)
{
	int run = 0, side = 0;

	for (int i = phase->first; i < phase->first + phase->count; i++) {
		int now = side_of(phase, &points[i]);

		if (now == 0)
			continue;
		phase->useful++;
		phase->crossings += side != 0 && now != side;
		run = now == side ? run + 1 : 1;
		side = now;
		phase->longest_run = run > phase->longest_run ? run : phase->longest_run;
	}
	phase->longest_run_limit = series_run_limit(phase->useful);
	phase->crossings_limit = series_crossings_limit(phase->useful);
	phase->enough = phase->useful >= SERIES_ENOUGH;
	phase->run_signal = phase->enough && phase->longest_run > phase->longest_run_limit;
	phase->crossings_signal = phase->enough && phase->crossings < phase->crossings_limit;
}

struct series_phase series_judge(const struct series_point *points, int first, int count)
{
	struct series_phase phase = { .first = first, .count = count };

	judge_median(&phase, points);
	judge_runs(&phase, points);
	for (int i = first; i < first + count; i++)
		phase.outside += series_limits_of(&phase, &points[i]).outside;
	return phase;
}

struct series_limits series_limits_of(const struct series_phase *phase, const struct series_point *point)
{
	struct series_limits limits = { NAN, NAN, false };
	double half, share;

	if (!series_has_share(point))
		return limits;
	half = 3 * sqrt(phase->mean * (1 - phase->mean) / (double)point->denominator);
	share = series_share(point);
	limits.low = phase->mean - half < 0 ? 0 : phase->mean - half;
	limits.high = phase->mean + half > 1 ? 1 : phase->mean + half;
	limits.outside = share < limits.low - ON_THE_LINE || share > limits.high + ON_THE_LINE;
	return limits;
}

int series_phases(const struct series_point *points, int count, const int32_t *cuts, int cut_count,
	struct series_phase *ret_phases, int most)
{
	int phases = 0, first = 0, cut = 0;

	while (first < count && phases < most) {
		int end = first;

		while (cut < cut_count && cuts[cut] <= points[first].from)
			cut++;
		while (end < count && (phases == most - 1 || cut == cut_count || points[end].from < cuts[cut]))
			end++;
		ret_phases[phases++] = series_judge(points, first, end - first);
		first = end;
	}
	return phases;
}
