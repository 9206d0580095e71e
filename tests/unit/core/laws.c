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

TEST(a_target_of_nothing_is_always_reached)
{
	struct sample_plan plan = sample_plan_for(40, 0, 0.95, 0);

	assert_true(sample_short_of(40, 0) == 41 && plan.sample == 0 && plan.risk == 0);
	assert_true(sample_allows(40, 0, 0.95, 7, &plan));
	assert_true(plan.sample == 7 && plan.allowed == 7 && plan.risk == 0);
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

	for (int i = 0; i < INPUTS; i++) {
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
	assert_in_range(signals, 10000, INPUTS);
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

	for (int i = 0; i < INPUTS; i++) {
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
	struct survival_day days[60];
	struct survival_step steps[60];
	uint64_t seed = 22;

	for (int i = 0; i < INPUTS; i++) {
		int count = (int)chance_between(&seed, 0, 30);
		int64_t corrected = 0, censored = 0, told = 0, left = 0, half = 0;
		struct survival survival;

		for (int n = 0; n < count; n++) {
			days[n] = (struct survival_day){ 3 * n + (int32_t)chance_between(&seed, 0, 2),
				chance_between(&seed, 0, 3), i % 4 == 0 ? 0 : chance_between(&seed, 0, 2) };
			corrected += days[n].corrected;
			censored += days[n].censored;
		}
		survival = survival_of(days, count, steps);
		assert_int_equal(survival.corrected, corrected);
		assert_int_equal(survival.censored, censored);
		assert_int_equal(survival.cases, corrected + censored);
		left = corrected + censored;
		for (int s = 0; s < survival.steps; s++) {
			told += steps[s].corrected;
			assert_true(steps[s].at_risk <= left);          /* less those censored before the first step */
			left = steps[s].at_risk - steps[s].corrected - steps[s].censored;
			assert_true(steps[s].open >= 0 && steps[s].open <= (s > 0 ? steps[s - 1].open : 1));
			assert_true(s == 0 || (steps[s].days > steps[s - 1].days && steps[s - 1].at_risk - steps[s - 1].corrected
				- steps[s - 1].censored == steps[s].at_risk));
			if (steps[s].open > 0)
				assert_true(steps[s].low <= steps[s].open && steps[s].open <= steps[s].high && steps[s].high <= 1);
		}
		assert_true(left == 0 || survival.steps == 0);
		assert_int_equal(told, corrected);
		if (censored > 0 || corrected == 0)
			continue;
		for (int n = 0; n < count && 2 * half < corrected; n++) /* nobody is censored: the middle one's day */
			if (2 * (half += days[n].corrected) >= corrected)
				assert_int_equal(survival.median, days[n].days);
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

			pairs[p] = (struct pooled_pair){ chance_between(&seed, 0, n), n, chance_between(&seed, 0, m), m, 1 };
			turned[p] = (struct pooled_pair){ pairs[p].compliant_2, m, pairs[p].compliant_1, n, 1 };
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
	assert_true(isnan(pooled_of(&(struct pooled_pair){ 0, 0, 1, 2, 1 }, 1).difference));
}

TEST(breaches_that_are_alike_count_as_if_each_stood_there)
{
	struct pooled_pair alike[3], each[3 * 6];
	uint64_t seed = 27;

	for (int i = 0; i < INPUTS; i++) {
		int count = 0;
		struct pooled it, other;

		for (int p = 0; p < 3; p++) {
			int64_t n = chance_between(&seed, 1, 60), m = chance_between(&seed, 1, 60);

			alike[p] = (struct pooled_pair){ chance_between(&seed, 0, n), n, chance_between(&seed, 0, m), m,
				chance_between(&seed, 1, 6) };
			for (int64_t one = 0; one < alike[p].alike; one++) {
				each[count] = alike[p];
				each[count++].alike = 1;
			}
		}
		it = pooled_of(alike, 3);
		other = pooled_of(each, count);
		assert_true(it.pairs == count && other.pairs == count);
		assert_true(it.compliant_1 == other.compliant_1 && it.sample_1 == other.sample_1
			&& it.compliant_2 == other.compliant_2 && it.sample_2 == other.sample_2);
		assert_true(fabs(it.difference - other.difference) < 1e-12 && fabs(it.low - other.low) < 1e-12
			&& fabs(it.high - other.high) < 1e-12);
	}
}

/* Whether the rows but one can add up to these totals, each row to its sum where it is told. */
static bool fits(const int64_t (*parts)[2], int count, const bool *hidden, bool sums_told, int but, int64_t first,
	int64_t second)
{
	int64_t room = 0;

	if (first < 0 || second < 0 || !sums_told)
		return first >= 0 && second >= 0;
	for (int i = 0; i < count; i++)
		room += hidden[i] && i != but ? parts[i][0] + parts[i][1] : 0;
	return first + second == room;
}

/* The values that an outsider must hold possible for the number of a hidden row, who knows all that is told. */
static int64_t span(const int64_t (*parts)[2], int count, const bool *hidden, bool sums_told, int row)
{
	int64_t first = 0, second = 0, least = INT64_MAX, most = -1, sum = parts[row][0] + parts[row][1];

	for (int i = 0; i < count; i++) {
		first += hidden[i] ? parts[i][0] : 0;
		second += hidden[i] ? parts[i][1] : 0;
	}
	for (int64_t value = 0; value <= first; value++)
		for (int64_t other = 0; other <= second; other++)
			if ((!sums_told || value + other == sum)
			    && fits(parts, count, hidden, sums_told, row, first - value, second - other)) {
				least = value < least ? value : least;
				most = value > most ? value : most;
			}
	return most - least;
}

TEST(what_is_hidden_cannot_be_told_to_within_five)
{
	uint64_t seed = 25;

	for (int i = 0; i < INPUTS; i++) {
		int64_t parts[6][2], all[2] = { 0, 0 };
		bool hidden[6];
		int count = (int)chance_between(&seed, 2, 6), some = 0, told;
		bool sums_told = i % 3 == 0;

		for (int p = 0; p < count; p++)
			for (int column = 0; column < 2; column++)
				all[column] += parts[p][column] = chance_between(&seed, 0, i % 2 == 0 ? 20 : 7);
		if (all[0] < SMALL_LEAST || all[1] < SMALL_LEAST)
			continue;                       /* the totals are hidden themselves */
		told = small_hide(parts[0], 2, count, hidden);
		for (int p = 0; p < count; p++)
			sums_told = sums_told && parts[p][0] + parts[p][1] >= SMALL_LEAST;
		for (int p = 0; p < count; p++) {
			some += hidden[p];
			assert_true(hidden[p] || (parts[p][0] >= 5 && parts[p][1] >= 5));
			if (hidden[p] && i % 10 < 2)    /* a look through all values takes its time */
				assert_true(span(parts, count, hidden, sums_told, p) >= SMALL_LEAST);
		}
		assert_int_equal(told, some);
	}
}

TEST(no_more_is_hidden_than_must_be)
{
	static const struct { int columns, count; int64_t parts[8]; bool hidden[8]; } rows[] = {
		{ 1, 4, { 20, 10, 8, 5 }, { false, false, false, false } },
		{ 1, 4, { 20, 10, 8, 4 }, { false, true, true, true } },
		{ 1, 4, { 20, 10, 4, 4 }, { false, false, true, true } },
		{ 1, 4, { 20, 10, 2, 1 }, { false, true, true, true } },
		{ 1, 4, { 20, 6, 9, 4 }, { false, true, true, true } },
		{ 1, 4, { 20, 6, 12, 4 }, { false, true, false, true } },
		{ 1, 4, { 5, 9, 6, 0 }, { true, false, false, true } },
		{ 1, 3, { 9, 6, 0 }, { false, true, true } },
		{ 1, 2, { 0, 2 }, { true, true } },
		{ 1, 1, { 4 }, { true } },
		{ 1, 0, { 0 }, { false } },
		{ 2, 3, { 16, 16, 8, 8, 4, 12 }, { false, true, true } },
		{ 2, 3, { 9, 9, 8, 8, 4, 12 }, { true, true, true } },
		{ 2, 3, { 16, 16, 12, 1, 1, 12 }, { false, true, true } },
		{ 2, 4, { 20, 20, 8, 9, 30, 1, 1, 3 }, { false, true, true, true } },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		bool hidden[8] = { false };
		int told = small_hide(rows[i].parts, rows[i].columns, rows[i].count, hidden);

		for (int n = 0; n < rows[i].count; n++) {
			assert_int_equal(hidden[n], rows[i].hidden[n]);
			told -= hidden[n];
		}
		assert_int_equal(0, told);
	}
	assert_true(small_part(4, 20) && small_part(16, 20) && !small_part(5, 20) && !small_part(15, 20));
	assert_true(small_number(4) && !small_number(5));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_wilson_interval_is_bounded_symmetric_and_narrows),
		cmocka_unit_test(fishers_test_is_a_probability_and_does_not_mind_the_order),
		cmocka_unit_test(a_sampling_risk_falls_with_the_sample_and_rises_with_what_is_allowed),
		cmocka_unit_test(a_plan_holds_its_risk_and_one_record_less_does_not),
		cmocka_unit_test(a_target_of_nothing_is_always_reached),
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
		cmocka_unit_test(breaches_that_are_alike_count_as_if_each_stood_there),
		cmocka_unit_test(what_is_hidden_cannot_be_told_to_within_five),
		cmocka_unit_test(no_more_is_hidden_than_must_be),
	};

	return RUN(tests);
}
