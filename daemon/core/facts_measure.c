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

const struct measure_point *facts_measure_point(const struct case_facts *facts, const char *id)
{
	for (int i = 0; i < facts->measure_point_count; i++)
		if (id_same(facts->measure_points[i].id, id))
			return &facts->measure_points[i];
	return NULL;
}

bool facts_measure_rule(const struct case_facts *facts, const struct demand *demand,
	struct measure_rule *ret_rule)
{
	const struct measure_point *point = facts_measure_point(facts, demand->measure_point);

	if (point != NULL)
		*ret_rule = measure_rule_of(point, demand);
	return point != NULL;
}

struct measure_round measure_round_of(const struct observation *observation)
{
	return (struct measure_round){
		.from = observation->period_from, .to = observation->period_to,
		.population = observation->population, .sample = observation->sample,
		.compliant = observation->compliant, .hard_failures = observation->hard_failures,
	};
}

/* The rounds that count, and the observations they are of. */
struct counted {
	struct measure_round round[ROUNDS];
	const struct observation *of[ROUNDS];
	int count;
};

/* Where the next round goes: at the end, or in place of the oldest. */
static int place(const struct counted *counted)
{
	int oldest = 0;

	if (counted->count < ROUNDS)
		return counted->count;
	for (int i = 1; i < counted->count; i++)
		if (counted->round[i].to < counted->round[oldest].to)
			oldest = i;
	return oldest;
}

static void count_rounds(const struct case_facts *facts, const struct breach *breach, const char *measure_point,
	struct counted *ret_counted)
{
	ret_counted->count = 0;
	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *observation = &facts->observations[i];
		int at = place(ret_counted);

		if (!observation_counts(breach, observation)
		    || !id_same(observation->measure_point, measure_point))
			continue;
		if (at < ret_counted->count && observation->period_to < ret_counted->round[at].to)
			continue;
		ret_counted->round[at] = measure_round_of(observation);
		ret_counted->of[at] = observation;
		if (at == ret_counted->count)
			ret_counted->count++;
	}
}

struct measure_verdict facts_measure_verdict(const struct case_facts *facts, const struct breach *breach,
	const char *measure_point, const struct measure_rule *rule)
{
	struct counted counted;

	count_rounds(facts, breach, measure_point, &counted);
	return measure_judge(rule, counted.round, counted.count);
}

bool facts_sustained(const struct case_facts *facts, const struct breach *breach, const char *measure_point,
	const struct measure_rule *rule, struct sustained *ret_sustained)
{
	struct counted counted;
	struct measure_verdict verdict;

	count_rounds(facts, breach, measure_point, &counted);
	verdict = measure_judge(rule, counted.round, counted.count);
	if (verdict.why != MEASURE_PASSES)
		return false;
	*ret_sustained = (struct sustained){ counted.of[verdict.begins], counted.of[verdict.newest] };
	return true;
}

bool facts_after_assessment(const struct case_facts *facts, const struct breach *breach, int32_t day,
	int64_t registered_at)
{
	const struct assessment *last = facts_last_assessment(facts, breach->id);

	if (last == NULL)
		return day > breach->corrected_on;
	return day >= last->assessed_on && registered_at > last->assessed_at;
}

bool facts_failed_after(const struct case_facts *facts, const struct breach *breach, const struct demand *demand,
	const struct observation *observation)
{
	const struct measure_round round = measure_round_of(observation);
	struct measure_rule rule;

	return id_same(observation->breach, breach->id) && id_same(demand->breach, breach->id)
		&& id_same(demand->measure_point, observation->measure_point)
		&& facts_after_assessment(facts, breach, observation->period_to, observation->registered_at)
		&& facts_measure_rule(facts, demand, &rule) && measure_round_fails(&rule, &round) != 0;
}
