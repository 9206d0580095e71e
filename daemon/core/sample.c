/* sample - hypergeometric plans, and draws from a seed. */
#include "core/sample.h"

#include <string.h>

#define TIE 1e-12               /* a risk that is exactly what is tolerated is tolerated */

int64_t sample_short_of(int64_t population, double target)
{
	int64_t billionths = (int64_t)(target * 1e9 + 0.5);
	int64_t enough = (billionths * population + 999999999) / 1000000000;    /* at most 10^18 of them */

	return population - enough + 1;
}

/* How likely x + step failures are, relative to x; 0 where there is no such sample. */
struct lot { double population, failing, sample; };

static double odds(const struct lot *lot, double x, int step)
{
	double passing = lot->population - lot->failing - lot->sample + x;     /* left outside the sample */

	return step > 0 ? (lot->failing - x) * (lot->sample - x) / ((x + 1) * (passing + 1))
		: x * passing / ((lot->failing - x + 1) * (lot->sample - x + 1));
}

/* Of the probabilities relative to that of x, the sum over x's side; each is a product of whole numbers. */
static double side(const struct lot *lot, double x, int step, double until)
{
	double all = 0, weight = odds(lot, x, step);

	for (x += step; weight > 1e-30 && (step < 0 ? x >= until : x <= until); x += step) {
		all += weight;
		weight *= odds(lot, x, step);
	}
	return all;
}

/* The likeliest number of failures in a sample. */
static int64_t mode_of(const struct lot *lot)
{
	return (int64_t)((lot->failing + 1) / (lot->population + 2) * (lot->sample + 1));
}

double sample_risk(int64_t population, int64_t failing, int64_t sample, int64_t allowed)
{
	const struct lot lot = { (double)population, (double)failing, (double)sample };
	int64_t least = failing + sample - population, most = failing < sample ? failing : sample;
	int64_t mode = mode_of(&lot);
	double all, weight = 1;

	least = least < 0 ? 0 : least;
	if (allowed >= most)
		return 1;
	if (allowed < least)
		return 0;
	mode = mode < least ? least : mode > most ? most : mode;
	all = 1 + side(&lot, (double)mode, -1, (double)least) + side(&lot, (double)mode, 1, (double)most);
	if (allowed >= mode)
		return (all - side(&lot, (double)mode, 1, (double)most)
			+ side(&lot, (double)mode, 1, (double)allowed)) / all;
	for (double x = (double)mode; x > (double)allowed && weight > 0; x--)
		weight *= odds(&lot, x, -1);
	return weight * (1 + side(&lot, (double)allowed, -1, (double)least)) / all;
}

static bool tolerated(double risk, double confidence)
{
	return risk <= 1 - confidence + TIE;
}

struct sample_plan sample_plan_for(int64_t population, double target, double confidence, int64_t allowed)
{
	int64_t failing = sample_short_of(population, target), low = allowed, high = allowed + 1;

	if (failing > population)               /* nothing to disprove */
		return (struct sample_plan){ 0, allowed, 0 };
	if (failing <= allowed)                 /* what falls short would be let through */
		return (struct sample_plan){ population, allowed, 1 };
	while (high < population && !tolerated(sample_risk(population, failing, high, allowed), confidence)) {
		low = high;
		high = high > population / 2 ? population : 2 * high;
	}
	high = high > population ? population : high;
	while (high - low > 1) {                /* low is too small, high is not: the risk falls as the sample grows */
		int64_t middle = low + (high - low) / 2;

		if (tolerated(sample_risk(population, failing, middle, allowed), confidence))
			high = middle;
		else
			low = middle;
	}
	return (struct sample_plan){ high, allowed, sample_risk(population, failing, high, allowed) };
}

bool sample_allows(int64_t population, double target, double confidence, int64_t sample,
	struct sample_plan *ret_plan)
{
	int64_t failing = sample_short_of(population, target), low = 0, high = sample;

	if (failing > population) {
		*ret_plan = (struct sample_plan){ sample, sample, 0 };
		return true;
	}
	if (!tolerated(sample_risk(population, failing, sample, 0), confidence))
		return false;
	while (high - low > 1) {                /* low is allowed; sample failures of sample never are */
		int64_t middle = low + (high - low) / 2;

		if (tolerated(sample_risk(population, failing, sample, middle), confidence))
			low = middle;
		else
			high = middle;
	}
	*ret_plan = (struct sample_plan){ sample, low, sample_risk(population, failing, sample, low) };
	return true;
}

uint64_t sample_next(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

uint64_t sample_below(uint64_t *state, uint64_t m)
{
	uint64_t over = (0 - m) % m, number;    /* 2^64 mod m */

	do
		number = sample_next(state);
	while (number < over);
	return number % m;
}

/* Where the number stands among the sorted ones, or would. */
static int place(const int64_t *numbers, int count, int64_t number)
{
	int low = 0, high = count;

	while (low < high) {
		int middle = low + (high - low) / 2;

		if (numbers[middle] < number)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void draw_random(uint64_t state, int64_t population, int sample, int64_t *numbers)
{
	for (int count = 0; count < sample; count++) {
		int64_t j = population - sample + 1 + count;
		int64_t t = 1 + (int64_t)sample_below(&state, (uint64_t)j);
		int at = place(numbers, count, t);

		if (at < count && numbers[at] == t) {
			numbers[count] = j;     /* larger than all before it */
			continue;
		}
		memmove(numbers + at + 1, numbers + at, (size_t)(count - at) * sizeof *numbers);
		numbers[at] = t;
	}
}

void sample_draw(enum sample_way way, uint64_t seed, int64_t population, int sample, int64_t *ret_numbers)
{
	int64_t start;

	switch (way) {
	case SAMPLE_RANDOM:
		draw_random(seed, population, sample, ret_numbers);
		return;
	case SAMPLE_SYSTEMATIC:
		start = population == 0 ? 0 : (int64_t)sample_below(&seed, (uint64_t)population);
		for (int i = 0; i < sample; i++)
			ret_numbers[i] = 1 + (start + i * population) / sample;
		return;
	case SAMPLE_NEWEST:
		for (int i = 0; i < sample; i++)
			ret_numbers[i] = population - sample + 1 + i;
		return;
	default:
		for (int i = 0; i < sample; i++)
			ret_numbers[i] = 1 + i;
	}
}
