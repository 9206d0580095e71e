/* view_measure - a breach's measure points, the rounds that count for it, and whether they suffice. */
#include "letter/writing.h"

#include <math.h>
#include <string.h>

#include "letter/chart_rounds.h"
#include "letter/chart_series.h"
#include "letter/chart_words.h"
#include "letter/mark.h"

struct measured {
	const struct breach *breach;
	const struct measure_point *point;
	const struct demand *demand;            /* NULL: measured without being asked */
};

static void add_point(struct writing *writing, const struct breach *breach, const char *id,
	const struct demand *demand, struct view_list *list)
{
	const struct measure_point *point = facts_measure_point(writing->facts, id);
	struct measured *measured;

	if (point == NULL || given(point->text) == NULL)
		return;
	for (int i = 0; i < list->count; i++)
		if (((const struct measured *)list->item[i])->point == point)
			return;
	measured = arena_take(writing->arena, sizeof *measured);
	*measured = (struct measured){ breach, point, demand };
	list_add(writing, list, measured);
}

void measured_of(struct writing *writing, const struct breach *breach, struct view_list *list)
{
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->demand_count; i++)
		if (id_same(facts->demands[i].breach, breach->id))
			add_point(writing, breach, facts->demands[i].measure_point, &facts->demands[i], list);
	for (int i = 0; i < facts->observation_count; i++)
		if (observation_counts(breach, &facts->observations[i]))
			add_point(writing, breach, facts->observations[i].measure_point, NULL, list);
}

static const char *at_least(struct writing *writing, const struct measured *measured)
{
	struct measure_rule rule;
	double target = measured->point->target;

	if (measured->demand != NULL && facts_measure_rule(writing->facts, measured->demand, &rule))
		target = rule.target;
	return isnan(target) ? NULL : words_percent(target, writing->language, writing->arena);
}

static bool passes(const struct writing *writing, const struct measured *measured)
{
	const struct case_facts *facts = writing->facts;
	struct measure_rule rule;

	if (measured->demand == NULL || !facts_measure_rule(facts, measured->demand, &rule))
		return false;
	return facts_measure_verdict(facts, measured->breach, measured->point->id, &rule).why == MEASURE_PASSES;
}

/* What "it has lasted" rests on. */
static void measured_sustained(struct writing *writing, const void *object, struct view_list *list)
{
	const struct measured *measured = object;
	struct sustained on;
	struct measure_rule rule;

	if (measured->demand == NULL || !facts_measure_rule(writing->facts, measured->demand, &rule)
	    || !facts_sustained(writing->facts, measured->breach, measured->point->id, &rule, &on))
		return;
	list_add(writing, list, on.first);
	if (on.last != on.first)
		list_add(writing, list, on.last);
}

TEXT(measured, text, words_sentence(of->point->text, writing->arena))
TEXT(measured, at_least, at_least(writing, of))
TRUTH(measured, demanded, of->demand != NULL)
TRUTH(measured, passes, passes(writing, of))

/* By the end of their periods. */
static void measured_rounds(struct writing *writing, const void *object, struct view_list *list)
{
	const struct measured *measured = object;
	const struct case_facts *facts = writing->facts;

	for (int i = 0; i < facts->observation_count; i++) {
		if (!observation_counts(measured->breach, &facts->observations[i])
		    || !id_same(facts->observations[i].measure_point, measured->point->id))
			continue;
		list_add(writing, list, &facts->observations[i]);
		for (int at = list->count - 1; at > 0; at--) {
			const struct observation *earlier = list->item[at - 1], *later = list->item[at];

			if (earlier->period_to <= later->period_to)
				break;
			list->item[at - 1] = later;
			list->item[at] = earlier;
		}
	}
}
ANY(measured, rounds)

/* One round alone is no figure; one that found nobody has no share. */
static const char *rounds_chart(struct writing *writing, const struct measured *measured)
{
	struct chart chart = chart_of_rounds(writing->facts, measured->breach, measured->point, ROUNDS_COUNTING,
		writing->language, writing->arena);
	int charted = 0;

	for (int i = 0; i < chart.count; i++)
		charted += series_has_share(&chart.points[i]);
	if (charted < 2)
		return NULL;
	return mark_chart(&chart, chart_title(&chart, measured->point->text, NULL, writing->language, writing->arena),
		writing->arena);
}
TEXT(measured, rounds_chart, rounds_chart(writing, of))

/* What the enterprise sent of its own; false: too little to be a series. */
static bool own_chart(struct writing *writing, const struct measured *measured, enum chart_kind kind,
	struct chart *ret_chart)
{
	const struct case_facts *facts = writing->facts;
	int at = 0, shares = 0;

	while (at < facts->series_count && strcmp(facts->series[at].measure_point, measured->point->id) != 0)
		at++;
	if (at == facts->series_count)
		return false;
	*ret_chart = chart_of_series(kind, facts->series[at].points, facts->series[at].count, facts->series[at].notes,
		facts->series[at].note_count, measured->point->target, writing->language, writing->arena);
	for (int i = 0; i < ret_chart->phase_count; i++)
		shares += ret_chart->phases[i].shares;
	return shares >= SERIES_ENOUGH;
}

static const char *own_lines(struct writing *writing, const struct measured *measured, enum chart_kind kind)
{
	struct chart chart;

	return !own_chart(writing, measured, kind, &chart) ? NULL : mark_chart(&chart, chart_title(&chart,
		measured->point->text, writing->facts->enterprise->name, writing->language, writing->arena), writing->arena);
}

static const char *own_told(struct writing *writing, const struct measured *measured, enum chart_kind kind)
{
	struct chart chart;

	if (!own_chart(writing, measured, kind, &chart))
		return NULL;
	chart.note_count = 0;                   /* they stand below the figure */
	return chart_description(&chart, writing->language, writing->arena);
}
TEXT(measured, run_chart, own_lines(writing, of, CHART_RUN))
TEXT(measured, run_chart_told, own_told(writing, of, CHART_RUN))
TEXT(measured, p_chart, own_lines(writing, of, CHART_P))
TEXT(measured, p_chart_told, own_told(writing, of, CHART_P))

static const struct view_name measured_names[] = {
	HAS_TEXT(measured, text), HAS_OPTIONAL(measured, at_least), HAS_TRUTH(measured, demanded),
	HAS_TRUTH(measured, passes), HAS_LIST(measured, rounds, round_view), HAS_TRUTH(measured, any_rounds),
	HAS_CHART(measured, rounds_chart), HAS_CHART(measured, run_chart), HAS_OPTIONAL(measured, run_chart_told),
	HAS_CHART(measured, p_chart), HAS_OPTIONAL(measured, p_chart_told),
	HAS_LIST(measured, sustained, round_view),
};
VIEW(measured);

static const char *percent(struct writing *writing, const struct observation *round)
{
	double share = (double)round->compliant / (double)round->sample;

	return round->sample == 0 ? NULL : words_percent(share, writing->language, writing->arena);
}

TEXT(observation, period, words_period(of->period_from, of->period_to, writing->language, writing->arena))
TEXT(observation, population, words_number(of->population, writing->arena))
TEXT(observation, sample, words_number(of->sample, writing->arena))
TEXT(observation, compliant, words_number(of->compliant, writing->arena))
TEXT(observation, hard_failures, of->hard_failures <= 0 ? NULL : words_number(of->hard_failures, writing->arena))
TEXT(observation, share, percent(writing, of))
TEXT(observation, sampling, of->sampling == TERM_NONE ? NULL : words_sampling(of->sampling, writing->language))
TRUTH(observation, by_authority, of->reviewed_by == REVIEWER_AUTHORITY)

static const struct view_name round_names[] = {
	HAS_TEXT(observation, period), HAS_TEXT(observation, population), HAS_TEXT(observation, sample),
	HAS_TEXT(observation, compliant), HAS_OPTIONAL(observation, hard_failures),
	HAS_OPTIONAL(observation, share),
	HAS_OPTIONAL(observation, sampling), HAS_TRUTH(observation, by_authority),
};
VIEW(round);
