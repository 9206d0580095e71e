/* survival - Kaplan and Meier's product-limit estimate. */
#include "core/survival.h"

#include <math.h>

static void sift(struct survival_case *cases, int at, int count)
{
	for (int child; (child = 2 * at + 1) < count; at = child) {
		struct survival_case swap = cases[at];

		if (child + 1 < count && cases[child].days < cases[child + 1].days)
			child++;
		if (cases[at].days >= cases[child].days)
			return;
		cases[at] = cases[child];
		cases[child] = swap;
	}
}

static void sort(struct survival_case *cases, int count)
{
	for (int at = count / 2; at-- > 0;)
		sift(cases, at, count);
	for (int last = count; last-- > 1;) {
		struct survival_case swap = cases[0];

		cases[0] = cases[last];
		cases[last] = swap;
		sift(cases, 0, last);
	}
}

/* The interval of log(−log S): S to the power of exp(± z σ), where σ is Greenwood's. */
static void limit(struct survival_step *step, double greenwood)
{
	double log_open, width;

	step->low = step->high = NAN;
	if (step->open <= 0)
		return;
	log_open = log(step->open);
	width = 1.959963984540054 * sqrt(greenwood) / -log_open;
	step->low = exp(log_open * exp(width));
	step->high = exp(log_open * exp(-width));
}

/* The first step at which the figure is at most one half. */
static int32_t half_of(const struct survival_step *steps, int count, double (*figure)(const struct survival_step *))
{
	for (int i = 0; i < count; i++)
		if (figure(&steps[i]) <= 0.5 + 1e-12)
			return steps[i].days;
	return SURVIVAL_NEVER;
}

static double open_of(const struct survival_step *step) { return step->open; }
static double low_of(const struct survival_step *step) { return step->open <= 0 ? 0 : step->low; }
static double high_of(const struct survival_step *step) { return step->open <= 0 ? 1 : step->high; }

struct survival survival_of(struct survival_case *cases, int count, struct survival_step *ret_steps)
{
	struct survival survival = { .cases = count };
	double open = 1, greenwood = 0;
	int at = 0;

	sort(cases, count);
	while (at < count) {
		struct survival_step step = { .days = cases[at].days, .at_risk = count - at };

		for (; at < count && cases[at].days == step.days; at++)
			*(cases[at].corrected ? &step.corrected : &step.censored) += 1;
		survival.corrected += step.corrected;
		survival.censored += step.censored;
		if (step.corrected == 0) {
			if (survival.steps > 0)
				ret_steps[survival.steps - 1].censored += step.censored;
			continue;
		}
		open = step.corrected == step.at_risk ? 0
			: open * (step.at_risk - step.corrected) / step.at_risk;
		greenwood += step.corrected == step.at_risk ? 0
			: (double)step.corrected / ((double)step.at_risk * (step.at_risk - step.corrected));
		step.open = open;
		limit(&step, greenwood);
		ret_steps[survival.steps++] = step;
	}
	survival.median = half_of(ret_steps, survival.steps, open_of);
	survival.low = half_of(ret_steps, survival.steps, low_of);
	survival.high = half_of(ret_steps, survival.steps, high_of);
	return survival;
}
