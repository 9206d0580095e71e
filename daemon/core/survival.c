/* survival - Kaplan and Meier's product-limit estimate. */
#include "core/survival.h"

#include <math.h>

/* The interval of log(−log S): S to the power of exp(± z σ), where σ is Greenwood's; ∞ / ∞ where S is 0. */
static void limit(struct survival_step *step, double greenwood)
{
	double log_open = log(step->open), width = 1.959963984540054 * sqrt(greenwood) / -log_open;

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
static double high_of(const struct survival_step *step) { return step->high; }

struct survival survival_of(const struct survival_day *days, int count, struct survival_step *ret_steps)
{
	struct survival survival = { .steps = 0 };
	double open = 1, greenwood = 0;
	int64_t left;

	for (int i = 0; i < count; i++) {
		survival.corrected += days[i].corrected;
		survival.censored += days[i].censored;
	}
	left = survival.cases = survival.corrected + survival.censored;
	for (int i = 0; i < count; i++) {
		struct survival_step step = { .days = days[i].days, .at_risk = left, .corrected = days[i].corrected,
			.censored = days[i].censored };

		left -= step.corrected + step.censored;
		if (step.corrected == 0) {
			if (survival.steps > 0)
				ret_steps[survival.steps - 1].censored += step.censored;
			continue;
		}
		open = open * (double)(step.at_risk - step.corrected) / (double)step.at_risk;
		greenwood += (double)step.corrected / ((double)step.at_risk * (double)(step.at_risk - step.corrected));
		step.open = open;
		limit(&step, greenwood);
		ret_steps[survival.steps++] = step;
	}
	survival.median = half_of(ret_steps, survival.steps, open_of);
	survival.low = half_of(ret_steps, survival.steps, low_of);
	survival.high = half_of(ret_steps, survival.steps, high_of);
	return survival;
}
