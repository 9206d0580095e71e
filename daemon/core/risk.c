/* risk - how pressing it is to audit an enterprise. */
#include "core/risk.h"

#include <math.h>

#define DAYS_OF_A_YEAR 365.2425

const struct risk_weights risk_weights_default = { .year = 2, .years_most = 10, .open_breach = 3, .repeated_breach = 5,
	.size = 1, .risk = 10, .made_at = INSTANT_NONE };

const char *const risk_factor_names[RISK_FACTORS] = { "year", "open_breach", "repeated_breach", "size", "risk" };

/* One that was never audited counts as the longest ago. */
static double years_since(const struct risk_weights *weights, int32_t last_audit, int32_t today)
{
	double years = (today - (double)last_audit) / DAYS_OF_A_YEAR;

	if (last_audit == DAY_NONE || years > weights->years_most)
		return weights->years_most;
	return years < 0 ? 0 : years;
}

void risk_weigh(const struct risk_weights *weights, const struct risk_facts *facts, int32_t today, struct risk *ret_risk)
{
	const double values[RISK_FACTORS] = {
		years_since(weights, facts->last_audit, today), (double)facts->open_breaches, (double)facts->repeated,
		facts->size > 0 ? log((double)facts->size) / log(10) : 0,
		isnan(facts->risk_score) ? 0 : facts->risk_score,
	};
	const double weigh[RISK_FACTORS] = { weights->year, weights->open_breach, weights->repeated_breach, weights->size,
		weights->risk };

	ret_risk->points = 0;
	for (int i = 0; i < RISK_FACTORS; i++) {
		ret_risk->of[i].value = values[i];
		ret_risk->of[i].weight = weigh[i];
		ret_risk->of[i].points = values[i] * weigh[i];
		ret_risk->points += ret_risk->of[i].points;
	}
}
