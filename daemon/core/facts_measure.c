/* facts_measure - a breach's demanded measure points and the rounds that count for them. */
#include "core/facts.h"

#include <math.h>

#define ROUNDS 512      /* the newest so many are judged: nine years of weekly rounds */

struct measure_rule measure_rule_of(const struct measure_point *point, const struct demand *demand)
{
	struct measure_rule rule = { point->target, point->n_min, point->rounds, point->spacing_days };

	if (demand == NULL)
		return rule;
	if (!isnan(demand->target))
		rule.target = demand->target;
	if (demand->n_min != INTEGER_NONE)
		rule.n_min = demand->n_min;
	if (demand->rounds != INTEGER_NONE)
		rule.rounds = demand->rounds;
	if (demand->spacing_days != INTEGER_NONE)
		rule.spacing_days = demand->spacing_days;
	return rule;
}

bool facts_measure_rule(const struct case_facts *facts, const struct demand *demand,
	struct measure_rule *ret_rule)
{
	for (int i = 0; i < facts->measure_point_count; i++) {
		if (!id_same(facts->measure_points[i].id, demand->measure_point))
			continue;
		*ret_rule = measure_rule_of(&facts->measure_points[i], demand);
		return true;
	}
	return false;
}

struct measure_round measure_round_of(const struct observation *observation)
{
	return (struct measure_round){
		.from = observation->period_from, .to = observation->period_to,
		.population = observation->population, .sample = observation->sample,
		.compliant = observation->compliant, .hard_failures = observation->hard_failures,
	};
}

/* Where the next round goes: at the end, or in place of the oldest. */
static int place(const struct measure_round *rounds, int count)
{
	int oldest = 0;

	if (count < ROUNDS)
		return count;
	for (int i = 1; i < count; i++)
		if (rounds[i].to < rounds[oldest].to)
			oldest = i;
	return oldest;
}

struct measure_verdict facts_measure_verdict(const struct case_facts *facts, const struct breach *breach,
	const char *measure_point, const struct measure_rule *rule)
{
	struct measure_round rounds[ROUNDS];
	int count = 0;

	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *observation = &facts->observations[i];
		int at = place(rounds, count);

		if (!observation_counts(breach, observation)
		    || !id_same(observation->measure_point, measure_point))
			continue;
		if (at < count && observation->period_to < rounds[at].to)
			continue;
		rounds[at] = measure_round_of(observation);
		if (at == count)
			count++;
	}
	return measure_judge(rule, rounds, count);
}
