/* facts_measure - a breach's demanded measure points and the rounds that count for them. */
#include "core/facts.h"

#include <math.h>

#define ROUNDS 512      /* the newest so many are judged: nine years of weekly rounds */

bool facts_measure_rule(const struct case_facts *facts, const struct demand *demand,
	struct measure_rule *ret_rule)
{
	for (int i = 0; i < facts->measure_point_count; i++) {
		const struct measure_point *point = &facts->measure_points[i];

		if (!id_same(point->id, demand->measure_point))
			continue;
		*ret_rule = (struct measure_rule){
			.target = isnan(demand->target) ? point->target : demand->target,
			.n_min = demand->n_min == INTEGER_NONE ? point->n_min : demand->n_min,
			.rounds = demand->rounds == INTEGER_NONE ? point->rounds : demand->rounds,
			.spacing_days = demand->spacing_days == INTEGER_NONE ? point->spacing_days
				: demand->spacing_days,
		};
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
