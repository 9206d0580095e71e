/* chart_rounds - observations become points, each with its interval and its verdict. */
#include "letter/chart_rounds.h"

#include <stdlib.h>

#include "letter/chart_words.h"

static int compare(const void *one, const void *other)
{
	const struct observation *a = *(const struct observation *const *)one, *b = *(const struct observation *const *)other;

	return (a->period_from > b->period_from) - (a->period_from < b->period_from);
}

static int rounds_of(const struct case_facts *facts, const struct breach *breach, const struct measure_point *point,
	enum rounds_shown shown, const struct observation **ret_rounds)
{
	int count = 0;

	for (int i = 0; i < facts->observation_count; i++) {
		const struct observation *round = &facts->observations[i];

		if (id_same(round->breach, breach->id) && id_same(round->measure_point, point->id)
		    && (shown == ROUNDS_ALL || observation_counts(breach, round)))
			ret_rounds[count++] = round;
	}
	if (count > 0)
		qsort(ret_rounds, (size_t)count, sizeof(struct observation *), compare);
	return count;
}

static struct measure_rule rule_of(const struct case_facts *facts, const struct breach *breach,
	const struct measure_point *point)
{
	for (int i = 0; i < facts->demand_count; i++)
		if (id_same(facts->demands[i].breach, breach->id) && id_same(facts->demands[i].measure_point, point->id))
			return measure_rule_of(point, &facts->demands[i]);
	return measure_rule_of(point, NULL);
}

struct chart chart_of_rounds(const struct case_facts *facts, const struct breach *breach,
	const struct measure_point *point, enum rounds_shown shown, enum language language, struct arena *arena)
{
	size_t room = (size_t)facts->observation_count + 1;
	const struct observation **seen = arena_take_array(arena, room, sizeof *seen);
	struct series_point *points = arena_take_array(arena, room, sizeof *points);
	struct chart_round *rounds = arena_take_array(arena, room, sizeof *rounds);
	struct measure_rule rule = rule_of(facts, breach, point);
	struct chart chart = { .kind = CHART_ROUNDS, .points = points, .rounds = rounds, .target = rule.target,
		.count = rounds_of(facts, breach, point, shown, seen), .words = chart_words(CHART_ROUNDS, language) };

	for (int i = 0; i < chart.count; i++) {
		struct measure_round round = measure_round_of(seen[i]);
		struct measure_interval interval = measure_wilson(round.compliant, round.sample);

		points[i] = (struct series_point){ round.from, round.to, round.compliant, round.sample };
		rounds[i] = (struct chart_round){ interval.low, interval.high, measure_round_fails(&rule, &round) == 0,
			observation_counts(breach, seen[i]) };
	}
	return chart;
}
