/* laws - what statistics obey whatever the figures: bounds, symmetry, monotony, over random inputs. */
#include "unit.h"

#include <math.h>

#include "core/agreement.h"
#include "core/measure.h"
#include "core/pooled.h"
#include "core/sample.h"
#include "core/series.h"
#include "core/small.h"
#include "core/survival.h"

#define INPUTS 100000

TEST(a_wilson_interval_is_bounded_symmetric_and_narrows)
{
	uint64_t seed = 11;

	for (int i = 0; i < INPUTS; i++) {
		int64_t n = chance_between(&seed, 1, 1000000), k = chance_between(&seed, 0, n);
		struct measure_interval it = measure_wilson(k, n), mirror = measure_wilson(n - k, n);
		struct measure_interval larger = measure_wilson(4 * k, 4 * n);

		assert_true(0 <= it.low && it.low <= (double)k / (double)n && (double)k / (double)n <= it.high && it.high <= 1);
		assert_true(fabs(it.low + mirror.high - 1) < 1e-12);
		assert_true(larger.high - larger.low < it.high - it.low);
	}
}

TEST(fishers_test_is_a_probability_and_does_not_mind_the_order)
{
	uint64_t seed = 12;

	for (int i = 0; i < INPUTS; i++) {
		int64_t n = chance_between(&seed, 0, 80), m = chance_between(&seed, 0, 80);
		int64_t k = chance_between(&seed, 0, n), l = chance_between(&seed, 0, m);
		double p = measure_fisher(k, n, l, m);

		assert_true(p >= 0 && p <= 1 + 1e-12);
		assert_true(fabs(p - measure_fisher(l, m, k, n)) < 1e-12);
		assert_true(fabs(p - measure_fisher(n - k, n, m - l, m)) < 1e-12);
	}
}

TEST(a_sampling_risk_falls_with_the_sample_and_rises_with_what_is_allowed)
{
	uint64_t seed = 13;

	for (int i = 0; i < INPUTS; i++) {
		int64_t population = chance_between(&seed, 1, 3000), failing = chance_between(&seed, 0, population);
		int64_t sample = chance_between(&seed, 0, population), allowed = chance_between(&seed, 0, sample);
		double risk = sample_risk(population, failing, sample, allowed);

		assert_true(risk >= 0 && risk <= 1 + 1e-12);
		assert_true(sample_risk(population, failing, sample, allowed + 1) >= risk - 1e-12);
		if (sample < population)
			assert_true(sample_risk(population, failing, sample + 1, allowed) <= risk + 1e-12);
		/* what was drawn and what fails change places */
		assert_true(fabs(sample_risk(population, sample, failing, allowed) - risk) < 1e-11);
	}
}

TEST(a_plan_holds_its_risk_and_one_record_less_does_not)
{
	uint64_t seed = 14;

	for (int i = 0; i < INPUTS; i++) {
		int64_t population = chance_between(&seed, 1, 5000), allowed = chance_between(&seed, 0, 6);
		double target = (double)chance_between(&seed, 1, 999) / 1000, confidence = i % 2 == 0 ? 0.95 : 0.9;
		struct sample_plan plan = sample_plan_for(population, target, confidence, allowed), most;
		int64_t failing = sample_short_of(population, target);

		assert_true(plan.sample >= 0 && plan.sample <= population);
		if (failing <= allowed || failing > population)
			continue;
		assert_true(plan.risk <= 1 - confidence + 1e-9);
		assert_true(plan.sample - 1 <= allowed
			|| sample_risk(population, failing, plan.sample - 1, allowed) > 1 - confidence - 1e-9);
		assert_true(sample_allows(population, target, confidence, plan.sample, &most));
		assert_true(most.allowed >= allowed && most.risk <= 1 - confidence + 1e-9);
	}
}

TEST(a_share_at_the_target_is_never_short_of_it)
{
	uint64_t seed = 15;

	for (int i = 0; i < INPUTS; i++) {
		int64_t population = chance_between(&seed, 1, 1000000000), permille = chance_between(&seed, 0, 1000);
		int64_t failing = sample_short_of(population, (double)permille / 1000);

		assert_true(failing >= 1 && failing <= population + 1);
		assert_true((population - failing) * 1000 < permille * population);
		assert_true((population - failing + 1) * 1000 >= permille * population);
	}
}

TEST(a_draw_is_of_different_records_in_order_and_the_same_again)
{
	static const enum sample_way ways[] = { SAMPLE_ALL, SAMPLE_RANDOM, SAMPLE_NEWEST, SAMPLE_SYSTEMATIC };
	int64_t numbers[60], again[60];
	uint64_t seed = 16;

	for (int i = 0; i < INPUTS; i++) {
		int64_t population = chance_between(&seed, 1, i % 2 == 0 ? 60 : 1000000000);
		int count = (int)chance_between(&seed, 1, population < 60 ? population : 60);
		uint64_t start = chance(&seed);
		enum sample_way way = ways[i % 4];

		sample_draw(way, start, population, count, numbers);
		sample_draw(way, start, population, count, again);
		assert_memory_equal(numbers, again, (size_t)count * sizeof *numbers);
		assert_true(numbers[0] >= 1 && numbers[count - 1] <= population);
		for (int n = 1; n < count; n++)
			assert_true(numbers[n] > numbers[n - 1]);
		if (way == SAMPLE_SYSTEMATIC)
			for (int n = 1; n < count; n++)
				assert_true(numbers[n] - numbers[n - 1] >= population / count
					&& numbers[n] - numbers[n - 1] <= (population + count - 1) / count);
	}
}

/* Every record is drawn as often as any other: 60 000 draws of 3 of 10, 18 000 each, σ = 112. */
TEST(a_random_draw_is_fair)
{
	int drawn[10] = { 0 };
	uint64_t seed = 17;

	for (int i = 0; i < 60000; i++) {
		int64_t numbers[3];

		sample_draw(SAMPLE_RANDOM, chance(&seed), 10, 3, numbers);
		for (int n = 0; n < 3; n++)
			drawn[numbers[n] - 1]++;
	}
	for (int number = 0; number < 10; number++)
		assert_in_range(drawn[number], 17400, 18600);
}

#define POINTS 40
static int random_points(uint64_t *seed, struct series_point *points)
{
	int count = (int)chance_between(seed, 1, POINTS);

	for (int i = 0; i < count; i++) {
		int64_t n = chance_between(seed, 0, 4) == 0 ? chance_between(seed, 0, 5) : chance_between(seed, 1, 200);

		points[i] = (struct series_point){ 7 * i, 7 * i + 6, chance_between(seed, 0, n), n };
	}
	return count;
}

TEST(a_run_chart_turned_upside_down_has_the_same_runs)
{
	struct series_point points[POINTS], mirror[POINTS];
	uint64_t seed = 18;

	for (int i = 0; i < INPUTS; i++) {
		int count = random_points(&seed, points);
		struct series_phase phase = series_judge(points, 0, count), other;

		memcpy(mirror, points, sizeof mirror);
		for (int n = 0; n < count; n++)
			mirror[n].numerator = points[n].denominator - points[n].numerator;
		other = series_judge(mirror, 0, count);
		assert_int_equal(phase.useful, other.useful);
		assert_int_equal(phase.longest_run, other.longest_run);
		assert_int_equal(phase.crossings, other.crossings);
		assert_int_equal(phase.outside, other.outside);
		assert_true(phase.longest_run <= phase.useful && phase.useful <= phase.shares && phase.shares <= count);
		assert_true(phase.useful == 0 || phase.crossings < phase.useful);
		if (phase.shares > 0)
			assert_true(fabs(phase.median + other.median - 1) < 1e-12);
	}
}

TEST(control_limits_hold_the_mean_and_narrow_with_the_cases)
{
	struct series_point points[POINTS];
	uint64_t seed = 19;

	for (int i = 0; i < INPUTS; i++) {
		int count = random_points(&seed, points);
		struct series_phase phase = series_judge(points, 0, count);
		struct series_point more = points[0];
		struct series_limits limits = series_limits_of(&phase, &points[0]), narrow;

		if (!series_has_share(&points[0])) {
			assert_true(isnan(limits.low) && !limits.outside);
			continue;
		}
		more.denominator *= 4;
		narrow = series_limits_of(&phase, &more);
		assert_int_equal(limits.outside, series_share(&points[0]) < limits.low - 1e-9
			|| series_share(&points[0]) > limits.high + 1e-9);
		assert_true(0 <= limits.low && limits.low <= phase.mean && phase.mean <= limits.high && limits.high <= 1);
		assert_true(narrow.low >= limits.low && narrow.high <= limits.high);
	}
}

TEST(the_points_of_long_runs_are_those_of_runs_beyond_the_limit)
{
	struct series_point points[POINTS];
	uint64_t seed = 26;
	int signals = 0;

	for (int i = 0; i < INPUTS / 10; i++) {
		int count = random_points(&seed, points), sides[POINTS], runs[POINTS] = { 0 }, run = 0, side = 0;
		struct series_phase phase;

		for (int n = 0; n < count; n++)         /* practice that rises */
			points[n].numerator = points[n].denominator * (n + (int)chance_between(&seed, 0, 8)) / (count + 8);
		phase = series_judge(points, 0, count);
		for (int n = 0; n < count; n++) {       /* each run has a number, and its length stands there */
			double off = series_has_share(&points[n]) ? series_share(&points[n]) - phase.median : 0;

			sides[n] = fabs(off) < 1e-12 ? -1 : run;
			if (sides[n] < 0)
				continue;
			if (side != 0 && (off > 0) != (side > 0))
				run++;
			side = off > 0 ? 1 : -1;
			sides[n] = run;
			runs[run]++;
		}
		for (int n = 0; n < count; n++)
			assert_int_equal(series_in_run(&phase, points, n),
				phase.enough && sides[n] >= 0 && runs[sides[n]] > phase.longest_run_limit);
		signals += phase.run_signal;
	}
	assert_in_range(signals, 1000, INPUTS / 10);
}

TEST(a_figure_that_makes_no_sense_is_told)
{
	for (int64_t k = -1; k <= 3; k++)
		for (int64_t n = -1; n <= 3; n++)
			for (int32_t from = 9; from <= 11; from++)
				for (int32_t to = 9; to <= 11; to++) {
					struct series_point point = { from, to, k, n };
					unsigned wrong = (k < 0 || n < k ? SERIES_COUNTS : 0u) | (to < from ? SERIES_PERIOD : 0u)
						| (to == 11 ? SERIES_FUTURE : 0u);

					assert_int_equal(wrong, series_point_wrong(&point, 10));
				}
}

TEST(phases_hold_every_point_once_and_begin_where_they_are_cut)
{
	struct series_point points[POINTS];
	struct series_phase phases[8];
	uint64_t seed = 21;

	for (int i = 0; i < INPUTS / 10; i++) {
		int count = random_points(&seed, points), next = 0;
		int32_t cuts[3] = { (int32_t)chance_between(&seed, -5, 100) };
		int found;

		cuts[1] = cuts[0] + (int32_t)chance_between(&seed, 1, 100);
		cuts[2] = cuts[1] + (int32_t)chance_between(&seed, 1, 100);
		found = series_phases(points, count, cuts, 3, phases, 8);
		for (int p = 0; p < found; p++) {
			int32_t from = points[phases[p].first].from;

			assert_int_equal(phases[p].first, next);
			assert_true(phases[p].count > 0);
			next += phases[p].count;
			for (int cut = 0; cut < 3 && p > 0; cut++)      /* no cut lies inside a phase */
				assert_false(from < cuts[cut] && cuts[cut] <= points[next - 1].from);
		}
		assert_int_equal(next, count);
	}
	assert_int_equal(series_phases(points, 10, (int32_t[]){ 7, 14, 21 }, 3, phases, 2), 2);
	assert_int_equal(phases[1].first + phases[1].count, 10);
}

TEST(a_survival_curve_falls_within_its_interval)
{
	struct survival_case cases[60];
	struct survival_step steps[60];
	uint64_t seed = 22;

	for (int i = 0; i < INPUTS; i++) {
		int count = (int)chance_between(&seed, 0, 60), corrected = 0, told = 0;
		struct survival survival;

		for (int n = 0; n < count; n++) {
			cases[n] = (struct survival_case){ (int32_t)chance_between(&seed, 0, 90), chance(&seed) % 3 != 0 };
			corrected += cases[n].corrected;
		}
		survival = survival_of(cases, count, steps);
		assert_int_equal(survival.corrected, corrected);
		for (int s = 0; s < survival.steps; s++) {
			told += steps[s].corrected;
			assert_true(steps[s].open >= 0 && steps[s].open <= (s > 0 ? steps[s - 1].open : 1));
			assert_true(s == 0 || steps[s].days > steps[s - 1].days);
			if (steps[s].open > 0)
				assert_true(steps[s].low <= steps[s].open && steps[s].open <= steps[s].high && steps[s].high <= 1);
		}
		assert_int_equal(told, corrected);
		if (corrected == count && count > 0)    /* nobody is censored: the median is the middle one's */
			assert_int_equal(survival.median, cases[(count - 1) / 2].days);
	}
}

TEST(kappa_is_bounded_and_does_not_mind_who_is_who)
{
	uint64_t seed = 23;

	for (int i = 0; i < INPUTS; i++) {
		struct agreement_counts counts = { chance_between(&seed, 0, 50), chance_between(&seed, 0, 50),
			chance_between(&seed, 0, 50), chance_between(&seed, 0, 50) };
		struct agreement_counts swapped = { counts.neither, counts.only_authority, counts.only_own,
			counts.both_compliant };
		struct agreement it = agreement_of(&counts), other = agreement_of(&swapped);

		if (isnan(it.kappa)) {
			assert_true(isnan(other.kappa));
			continue;
		}
		assert_true(it.kappa >= -1 && it.kappa <= 1 && it.low <= it.kappa && it.kappa <= it.high);
		assert_true(fabs(it.kappa - other.kappa) < 1e-12);
		assert_int_equal(it.observed == 1, it.kappa == 1);
	}
	assert_true(isnan(agreement_of(&(struct agreement_counts){ 0, 0, 0, 0 }).observed));
}

TEST(a_pooled_effect_lies_among_its_own_and_turns_with_them)
{
	struct pooled_pair pairs[8], turned[8];
	uint64_t seed = 24;

	for (int i = 0; i < INPUTS; i++) {
		int count = (int)chance_between(&seed, 1, 8);
		double least = 1, most = -1;
		struct pooled it, other;

		for (int p = 0; p < count; p++) {
			int64_t n = chance_between(&seed, 1, 60), m = chance_between(&seed, 1, 60);
			double difference;

			pairs[p] = (struct pooled_pair){ chance_between(&seed, 0, n), n, chance_between(&seed, 0, m), m };
			turned[p] = (struct pooled_pair){ pairs[p].compliant_2, m, pairs[p].compliant_1, n };
			difference = (double)pairs[p].compliant_2 / (double)m - (double)pairs[p].compliant_1 / (double)n;
			least = fmin(least, difference);
			most = fmax(most, difference);
		}
		it = pooled_of(pairs, count);
		other = pooled_of(turned, count);
		assert_true(it.difference >= least - 1e-12 && it.difference <= most + 1e-12);
		assert_true(it.low <= it.difference && it.difference <= it.high && it.low >= -1 && it.high <= 1);
		assert_true(fabs(it.difference + other.difference) < 1e-12 && fabs(it.low + other.high) < 1e-12);
	}
	assert_int_equal(pooled_of(NULL, 0).pairs, 0);
	assert_true(isnan(pooled_of(&(struct pooled_pair){ 0, 0, 1, 2 }, 1).difference));
}

TEST(what_is_hidden_cannot_be_told_from_the_total)
{
	uint64_t seed = 25;

	for (int i = 0; i < INPUTS; i++) {
		int64_t parts[8], sum = 0;
		bool hidden[8];
		int count = (int)chance_between(&seed, 1, 8), some = 0, told;

		for (int p = 0; p < count; p++)
			parts[p] = chance_between(&seed, 0, 20);
		told = small_hide(parts, count, hidden);
		for (int p = 0; p < count; p++) {
			some += hidden[p];
			sum += hidden[p] ? parts[p] : 0;
			assert_true(hidden[p] || parts[p] >= 5);
		}
		assert_int_equal(told, some);
		if (some > 0 && some < count)
			assert_true(some >= 2 && sum >= 5);
	}
	assert_true(small_part(4, 20) && small_part(16, 20) && !small_part(5, 20) && !small_part(15, 20));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wilson_interval_is_bounded_symmetric_and_narrows),
		cmocka_unit_test(fishers_test_is_a_probability_and_does_not_mind_the_order),
		cmocka_unit_test(a_sampling_risk_falls_with_the_sample_and_rises_with_what_is_allowed),
		cmocka_unit_test(a_plan_holds_its_risk_and_one_record_less_does_not),
		cmocka_unit_test(a_share_at_the_target_is_never_short_of_it),
		cmocka_unit_test(a_draw_is_of_different_records_in_order_and_the_same_again),
		cmocka_unit_test(a_random_draw_is_fair),
		cmocka_unit_test(a_run_chart_turned_upside_down_has_the_same_runs),
		cmocka_unit_test(control_limits_hold_the_mean_and_narrow_with_the_cases),
		cmocka_unit_test(the_points_of_long_runs_are_those_of_runs_beyond_the_limit),
		cmocka_unit_test(a_figure_that_makes_no_sense_is_told),
		cmocka_unit_test(phases_hold_every_point_once_and_begin_where_they_are_cut),
		cmocka_unit_test(a_survival_curve_falls_within_its_interval),
		cmocka_unit_test(kappa_is_bounded_and_does_not_mind_who_is_who),
		cmocka_unit_test(a_pooled_effect_lies_among_its_own_and_turns_with_them),
		cmocka_unit_test(what_is_hidden_cannot_be_told_from_the_total),
	};

	return RUN(tests);
}
