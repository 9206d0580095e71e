/* sample.h - how many records to review, and which: exact plans and draws that anybody can repeat. */
#ifndef CORE_SAMPLE_H
#define CORE_SAMPLE_H

#include <stdbool.h>
#include <stdint.h>

#define SAMPLE_POPULATION_MOST 1000000000
#define SAMPLE_DRAW_MOST 10000

/*
 * Of `population` records review `sample`; with at most `allowed` failures among them one may say, with
 * the confidence asked for, that at least `target` of the population comply.  `risk` is the chance to
 * say so of the best population that falls short (hypergeometric, exact).
 */
struct sample_plan { int64_t sample, allowed; double risk; };

/* The fewest of the population that fail when less than target comply; population + 1: never. */
int64_t sample_short_of(int64_t population, double target);

/* P(at most `allowed` failures among `sample` drawn without putting back, when `failing` fail). */
double sample_risk(int64_t population, int64_t failing, int64_t sample, int64_t allowed);

/*
 * The least sample with `allowed` failures.  The whole population when nothing less will do, and with risk 1
 * where nothing will: from sample_short_of failures on the target is missed whatever the others are.
 */
struct sample_plan sample_plan_for(int64_t population, double target, double confidence, int64_t allowed);

/* The most failures a sample of this size may have; false: it is too small to say anything. */
bool sample_allows(int64_t population, double target, double confidence, int64_t sample,
	struct sample_plan *ret_plan);

/*
 * SplitMix64 (Steele, Lea & Flood 2014): the state grows by 0x9e3779b97f4a7c15, and
 *	z = state; z = (z ^ z >> 30) × 0xbf58476d1ce4e5b9; z = (z ^ z >> 27) × 0x94d049bb133111eb; z ^ z >> 31
 * is the next number; the first state is the seed.  A number below m is the next one modulo m, where
 * numbers below 2^64 mod m are passed over.
 */
uint64_t sample_next(uint64_t *state);
uint64_t sample_below(uint64_t *state, uint64_t m);

/*
 * `sample` of the record numbers 1 … population, ascending, into ret_numbers:
 * random: Floyd's draw: for j = population − sample + 1 … population, t = 1 + a number below j; t, or j
 * where t is drawn already.
 * systematic: start is a number below population; the i-th (from 0) is 1 + ⌊(start + i × population) / sample⌋.
 * newest: the last ones, records being numbered from the oldest.
 */
enum sample_way { SAMPLE_ALL, SAMPLE_RANDOM, SAMPLE_NEWEST, SAMPLE_SYSTEMATIC, SAMPLE_WAYS };
void sample_draw(enum sample_way way, uint64_t seed, int64_t population, int sample, int64_t *ret_numbers);

#endif
