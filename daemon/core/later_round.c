/* later_round - dates on which practice is measured again, and the rounds that answer them. */
#include "core/later_round.h"

#include "core/facts.h"

static bool is_demanded(const struct case_facts *facts, const struct breach *breach, const char *point)
{
	for (int i = 0; i < facts->demand_count; i++)
		if (id_same(facts->demands[i].breach, breach->id) && id_same(facts->demands[i].measure_point, point))
			return true;
	return false;
}

static int32_t baseline(const struct case_facts *facts, const struct breach *breach)
{
	int32_t newest = DAY_NONE;

	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *observation = &facts->observations[i];

		if (id_same(observation->breach, breach->id) && observation->period_to > newest
		    && is_demanded(facts, breach, observation->measure_point))
			newest = observation->period_to;
	}
	if (newest != DAY_NONE)
		return newest;
	return facts->audit->visit_to != DAY_NONE ? facts->audit->visit_to : facts->today;
}

struct policy_count later_round_count(const struct case_facts *facts, const struct breach *breach, int64_t months)
{
	int32_t from = baseline(facts, breach), day = calendar_add_months(from, (int)months);

	return (struct policy_count){ from, (int)(day - from), calendar_next_open(facts->policy->calendar, day) };
}

struct policy_count later_round_planned(const struct case_facts *facts, const struct breach *breach, int32_t due)
{
	const struct later_round *round = facts->audit->later_rounds.item;

	for (int i = 0; i < facts->audit->later_rounds.count; i++) {
		struct policy_count count = later_round_count(facts, breach, round[i].months);

		if (count.due == due)
			return count;
	}
	return (struct policy_count){ .due = DAY_NONE };
}

/* The one before it that stands for a round of its own: not what became another by extension, or was waived. */
static const struct deadline *before(const struct case_facts *facts, const struct deadline *deadline)
{
	const struct deadline *last = NULL;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *other = &facts->deadlines[i];

		if (other->kind == DEADLINE_MEASUREMENT && other->due < deadline->due
		    && other->state != DEADLINE_EXTENDED && other->state != DEADLINE_WAIVED
		    && id_same(other->breach, deadline->breach) && (last == NULL || other->due > last->due))
			last = other;
	}
	return last;
}

/* The one whose date was counted or stated first, however often it was extended since. */
static const struct deadline *origin(const struct case_facts *facts, const struct deadline *deadline)
{
	const struct deadline *first = deadline, *earlier;

	for (int i = 0; i < facts->deadline_count; i++) {
		earlier = facts_deadline(facts, first->predecessor);
		if (earlier == NULL)
			break;
		first = earlier;
	}
	return first;
}

int32_t later_round_from(const struct case_facts *facts, const struct deadline *deadline)
{
	const struct deadline *last = before(facts, deadline);
	int32_t base = last != NULL ? last->due : origin(facts, deadline)->counted_from, from;

	if (base == DAY_NONE || base > deadline->due)
		base = deadline->due;
	from = base + (deadline->due - base + 1) / 2;
	if (last != NULL && last->received_on != DAY_NONE && last->received_on >= from)
		from = last->received_on + 1;
	return from;
}

static bool has_round(const struct case_facts *facts, const struct breach *breach, const char *point, int32_t from)
{
	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *observation = &facts->observations[i];

		if (id_same(observation->measure_point, point) && observation->period_to >= from
		    && observation_counts(breach, observation))
			return true;
	}
	return false;
}

static bool is_met(const struct case_facts *facts, const struct breach *breach, const struct deadline *deadline)
{
	int32_t from = later_round_from(facts, deadline);

	for (int i = 0; i < facts->demand_count; i++) {
		const struct demand *demand = &facts->demands[i];

		if (demand_measures(demand, breach)
		    && !has_round(facts, breach, demand->measure_point, from))
			return false;
	}
	return facts_measured(facts, breach);
}

const struct deadline *later_round_met(const struct case_facts *facts, const struct breach *breach)
{
	const struct deadline *first = NULL;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline->kind == DEADLINE_MEASUREMENT && deadline->state == DEADLINE_RUNNING
		    && id_same(deadline->breach, breach->id) && origin(facts, deadline)->counted_days != INTEGER_NONE
		    && (first == NULL || deadline->due < first->due))
			first = deadline;
	}
	return first != NULL && is_met(facts, breach, first) ? first : NULL;
}
