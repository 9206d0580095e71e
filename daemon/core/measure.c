/* measure - measure points: does practice pass, has it lasted, and how sure is the figure. */
#include "core/measure.h"

#include <math.h>

const char *const measure_why_codes[MEASURE_WHYS] = {
	"passes", "no_round", "newest_round_fails", "too_few_rounds", "too_short",
};

unsigned measure_rule_slack(const struct measure_rule *rule, const struct measure_rule *than)
{
	unsigned slack = 0;

	if (rule->target < than->target)
		slack |= MEASURE_SLACK_TARGET;
	if (rule->n_min < than->n_min)
		slack |= MEASURE_SLACK_N_MIN;
	if (rule->rounds < than->rounds)
		slack |= MEASURE_SLACK_ROUNDS;
	if (rule->spacing_days < than->spacing_days)
		slack |= MEASURE_SLACK_SPACING;
	return slack;
}

static bool overlap(const struct measure_round *a, const struct measure_round *b)
{
	return a->from <= b->to && b->from <= a->to;
}

unsigned measure_round_wrong(const struct measure_round *round, int32_t today,
	const struct measure_round *others, int count)
{
	unsigned wrong = 0;

	if (round->compliant < 0 || round->compliant > round->sample
	    || round->sample > round->population)
		wrong |= MEASURE_COUNTS;
	if (round->hard_failures < 0 || round->hard_failures > round->sample - round->compliant)
		wrong |= MEASURE_HARD_FAILURES;
	if (round->to < round->from)
		wrong |= MEASURE_PERIOD;
	if (round->to > today)
		wrong |= MEASURE_FUTURE;
	for (int i = 0; i < count; i++)
		if (overlap(round, &others[i]))
			wrong |= MEASURE_OVERLAP;
	return wrong;
}

/*
 * compliant / sample >= target, where the target is the decimal number somebody wrote.  The double
 * nearest to it may lie above (0.07 × 100 > 7) or below, so both sides are made whole billionths; a
 * target with more than nine decimals is taken to nine.
 */
static bool reaches(int64_t compliant, int64_t sample, double target)
{
	int64_t billionths = (int64_t)(target * 1e9 + 0.5);

	return (__int128)compliant * 1000000000 >= (__int128)billionths * sample;
}

unsigned measure_round_fails(const struct measure_rule *rule, const struct measure_round *round)
{
	unsigned fails = 0;

	if (round->sample == 0)
		fails |= MEASURE_FAIL_EMPTY;
	if (!reaches(round->compliant, round->sample, rule->target))
		fails |= MEASURE_FAIL_TARGET;
	if (round->hard_failures != 0)
		fails |= MEASURE_FAIL_HARD;
	if (round->sample < rule->n_min && round->sample < round->population)
		fails |= MEASURE_FAIL_SAMPLE;
	return fails;
}

/* The newest round that ends before a day (DAY_NONE: of all); -1 if there is none. */
static int newest_before(const struct measure_round *rounds, int count, int32_t before)
{
	int newest = -1;

	for (int i = 0; i < count; i++)
		if ((before == DAY_NONE || rounds[i].to < before)
		    && (newest < 0 || rounds[i].to > rounds[newest].to))
			newest = i;
	return newest;
}

static enum measure_why verdict_why(const struct measure_rule *rule,
	const struct measure_verdict *verdict)
{
	if (verdict->newest < 0)
		return MEASURE_NO_ROUND;
	if (verdict->run == 0)
		return MEASURE_NEWEST_FAILS;
	if (verdict->run < rule->rounds)
		return MEASURE_TOO_FEW_ROUNDS;
	if (verdict->span < (rule->rounds - 1) * rule->spacing_days)
		return MEASURE_TOO_SHORT;
	return MEASURE_PASSES;
}

struct measure_verdict measure_judge(const struct measure_rule *rule,
	const struct measure_round *rounds, int count)
{
	int at = newest_before(rounds, count, DAY_NONE);
	struct measure_verdict verdict = { .first = -1, .newest = at, .begins = -1 };
	bool unbroken = true;

	if (at >= 0)
		verdict.newest_fails = measure_round_fails(rule, &rounds[at]);
	for (; at >= 0; at = newest_before(rounds, count, rounds[at].to)) {
		verdict.first = at;
		unbroken = unbroken && measure_round_fails(rule, &rounds[at]) == 0;
		if (unbroken) {
			verdict.run++;
			verdict.begins = at;
			verdict.span = rounds[verdict.newest].to - rounds[at].to;
		}
	}
	verdict.why = verdict_why(rule, &verdict);
	return verdict;
}

struct measure_interval measure_wilson(int64_t compliant, int64_t sample)
{
	const double z = 1.959963984540054;     /* 97.5 % quantile of the normal distribution */
	double n = (double)sample, k = (double)compliant;
	double middle, half, whole;

	if (sample == 0)
		return (struct measure_interval){ 0, 1 };
	middle = k + z * z / 2;
	half = z * sqrt(k * (n - k) / n + z * z / 4);
	whole = n + z * z;
	return (struct measure_interval){
		.low = compliant == 0 ? 0 : (middle - half) / whole,
		.high = compliant == sample ? 1 : (middle + half) / whole,
	};
}

bool measure_too_few(int64_t sample)
{
	return sample < MEASURE_FEW;
}

/* The 2 × 2 table by its margins; the number compliant in the first round, x, tells the rest. */
struct table {
	double sample_1, sample_2, compliant;   /* a double holds counts up to 2^53 */
};

/* How likely x + step is, relative to x; 0 where there is no such table. */
static double odds(const struct table *table, double x, int step)
{
	double first = table->sample_1 - x, rest = table->compliant - x;
	double second = table->sample_2 - rest;

	return step > 0 ? first * rest / ((x + 1) * (second + 1))
		: x * second / ((first + 1) * (rest + 1));
}

/*
 * Probabilities relative to that of the table seen, one step at a time: products of whole numbers,
 * so nothing is lost as in differences of lgamma.  As R: at most as likely as the one seen within
 * a relative 1e-7.  The sides fall faster than any geometric row; 1e-25 of 1 is nothing.
 */
double measure_fisher(int64_t compliant_1, int64_t sample_1, int64_t compliant_2, int64_t sample_2)
{
	double compliant = (double)compliant_1 + (double)compliant_2;
	struct table table = { (double)sample_1, (double)sample_2, compliant };
	double all = 1, extreme = 1;

	for (int step = -1; step <= 1; step += 2) {
		double x = (double)compliant_1, weight = odds(&table, x, step);

		for (; weight > 1e-25 && weight < 1e300; weight *= odds(&table, x, step)) {
			all += weight;
			if (weight <= 1 + 1e-7)
				extreme += weight;
			x += step;
		}
		if (weight >= 1e300)
			return 0;       /* another table is 1e300 times as likely */
	}
	return extreme / all;
}
