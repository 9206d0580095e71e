/* offer - what the rounds of a breach say: it has failed again, or what was changed has lasted. */
#include "core/offer.h"

#include "core/facts.h"

struct resting { const struct observation **rounds; int room, count; };

static void rest_on(struct resting *on, const struct observation *observation)
{
	for (int i = 0; i < on->count; i++)
		if (on->rounds[i] == observation)
			return;
	if (on->count < on->room)
		on->rounds[on->count++] = observation;
}

/* A round failed after the correction, and no unbroken run of passing ones has made up for it since. */
static void find_failed(const struct case_facts *facts, const struct breach *breach, struct resting *on)
{
	for (int i = 0; i < facts->demand_count; i++) {
		const struct demand *demand = &facts->demands[i];
		struct measure_rule rule;

		if (!demand_measures(demand, breach) || !facts_measure_rule(facts, demand, &rule)
		    || facts_measure_verdict(facts, breach, demand->measure_point, &rule).why == MEASURE_PASSES)
			continue;
		for (int k = 0; k < facts->observation_count; k++)
			if (facts_failed_after(facts, breach, demand, &facts->observations[k]))
				rest_on(on, &facts->observations[k]);
	}
}

static bool find_lasting(const struct case_facts *facts, const struct breach *breach, struct resting *on)
{
	for (int i = 0; i < facts->demand_count; i++) {
		const struct demand *demand = &facts->demands[i];
		struct sustained sustained;
		struct measure_rule rule;

		if (!demand_measures(demand, breach))
			continue;
		if (!facts_measure_rule(facts, demand, &rule)
		    || !facts_sustained(facts, breach, demand->measure_point, &rule, &sustained))
			return false;
		rest_on(on, sustained.first);
		rest_on(on, sustained.last);
	}
	return on->count > 0;
}

/* By the one who leads the follow-up, on what stands stored. */
static bool may_follow(const struct case_facts *facts, const struct breach *breach, int offer)
{
	const struct asking asking = { .actor = BY_LEAD };
	struct judgement judgement;

	law_judge(facts, MACHINE_BREACH, breach, offer_event(offer), &asking, &judgement);
	return law_allows(&judgement);
}

int offer_event(int offer)
{
	return offer == OFFER_RELAPSE ? BREACH_RELAPSE : BREACH_ASSESS_CORRECTED;
}

int offer_judge(const struct case_facts *facts, const struct breach *breach, const struct observation **ret_rounds,
	int room, int *ret_count)
{
	struct resting on = { ret_rounds, room, 0 };
	int offer = TERM_NONE;

	if (breach->state == BREACH_CORRECTED) {
		find_failed(facts, breach, &on);
		offer = on.count > 0 ? OFFER_RELAPSE : TERM_NONE;
	} else if (breach->state == BREACH_REPORTED) {
		offer = find_lasting(facts, breach, &on) ? OFFER_ASSESS_CORRECTED : TERM_NONE;
	}
	if (offer != TERM_NONE && !may_follow(facts, breach, offer))
		offer = TERM_NONE;
	*ret_count = offer == TERM_NONE ? 0 : on.count;
	return offer;
}
