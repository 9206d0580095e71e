/* measure - rounds, verdicts and statistics, against golden vectors and laws of their own. */
#include "vectors.h"

#include <math.h>

#include "core/measure.h"

#define ROUNDS 16

static void near(double figure, double expected, double relative, char **word)
{
	if (!(fabs(figure - expected) <= relative * fabs(expected)))
		fail_msg("%s %s %s %s: got %.17g, not %.17g", word[0], word[1], word[2], word[3], figure, expected);
}

static void check_wilson(char **word, int count)
{
	struct measure_interval interval = measure_wilson(atoll(word[1]), atoll(word[2]));
	double low = strtod(word[3], NULL), high = strtod(word[4], NULL);

	assert_int_equal(count, 5);
	if (!(fabs(interval.low - low) <= 1e-12 && fabs(interval.high - high) <= 1e-12))
		fail_msg("wilson %s/%s: got %.17g–%.17g", word[1], word[2], interval.low, interval.high);
}

TEST(wilson_intervals_are_as_expected)
{
	vectors_check("measure.txt", "wilson", 500, check_wilson);
	assert_true(measure_wilson(0, 0).low == 0 && measure_wilson(0, 0).high == 1);
}

TEST(an_interval_holds_its_share_and_mirrors)
{
	for (int64_t n = 1; n <= 200; n++)
		for (int64_t k = 0; k <= n; k++) {
			struct measure_interval interval = measure_wilson(k, n), mirror = measure_wilson(n - k, n);
			double share = (double)k / (double)n;

			assert_true(0 <= interval.low && interval.low <= share && share <= interval.high && interval.high <= 1);
			assert_true(fabs(interval.low + mirror.high - 1) < 1e-14);
			assert_true((interval.low == 0) == (k == 0) && (interval.high == 1) == (k == n));
		}
}

static void check_fisher(char **word, int count)
{
	assert_int_equal(count, 6);
	near(measure_fisher(atoll(word[1]), atoll(word[2]), atoll(word[3]), atoll(word[4])), strtod(word[5], NULL),
		1e-9, word);
}

TEST(fishers_test_is_as_expected)
{
	vectors_check("measure.txt", "fisher", 300, check_fisher);
}

/* All tables with whole numbers: binomials of 30 fit in 64 bits, and so do their products. */
static uint64_t choose(int n, int k)
{
	uint64_t c = 1;

	for (int i = 1; i <= k; i++)
		c = c * (uint64_t)(n - k + i) / (uint64_t)i;
	return c;
}

TEST(fishers_test_is_exact_for_every_small_table)
{
	for (int n1 = 0; n1 <= 12; n1++)
	for (int n2 = 0; n2 <= 12; n2++)
	for (int k1 = 0; k1 <= n1; k1++)
	for (int k2 = 0; k2 <= n2; k2++) {
		int k = k1 + k2;
		uint64_t seen = choose(n1, k1) * choose(n2, k2), all = 0, extreme = 0;
		double p = measure_fisher(k1, n1, k2, n2);

		for (int x = k > n2 ? k - n2 : 0; x <= n1 && x <= k; x++) {
			uint64_t weight = choose(n1, x) * choose(n2, k - x);

			all += weight;
			extreme += weight <= seen ? weight : 0;
		}
		assert_true(fabs(p - (double)extreme / (double)all) < 1e-13);
		assert_true(fabs(p - measure_fisher(k2, n2, k1, n1)) < 1e-13);
		assert_true(fabs(p - measure_fisher(n1 - k1, n1, n2 - k2, n2)) < 1e-13);
	}
}

/* Tables whose counterpart is likelier by 2e-8 and 5e-8: R counts it too.  Its fisher.test gives these. */
TEST(fishers_test_has_the_tolerance_of_r)
{
	assert_true(fabs(measure_fisher(56, 297, 81, 404) - 0.77255729178993615) < 1e-12);
	assert_true(fabs(measure_fisher(231, 392, 111, 125) / 1.2696213140314975e-10 - 1) < 1e-12);
}

TEST(fishers_test_ends_soon_and_sanely_for_any_counts)
{
	int64_t much = 4000000000000;

	assert_true(measure_fisher(0, much, much, much) == 0);
	assert_true(measure_fisher(much, much, 0, much) == 0);
	assert_true(fabs(measure_fisher(much / 2, much, much / 2, much) - 1) < 1e-12);
	assert_true(measure_fisher(much, much, much, much) == 1);
	assert_true(measure_fisher(0, 0, 5, 9) == 1);
	assert_true(measure_fisher(0, 0, 0, 0) == 1);
	assert_true(measure_fisher(1, 1, much / 2, much) > 0.999999);
	assert_true(measure_fisher(480, 1000, 520, 1000) < 0.1 && measure_fisher(480, 1000, 520, 1000) > 0.07);
	assert_true(measure_fisher(0, 500, 500, 500) > 0 && measure_fisher(0, 500, 500, 500) < 1e-290);
}

static void check_few(char **word, int count)
{
	assert_int_equal(count, 3);
	assert_int_equal(measure_too_few(atoll(word[1])), atoi(word[2]));
}

TEST(fewer_than_ten_are_too_few)
{
	vectors_check("measure.txt", "few", 6, check_few);
}

static struct measure_round round_of(char **word)
{
	return (struct measure_round){ .from = on("2026-01-01"), .to = on("2026-01-31"), .population = atoll(word[0]),
		.sample = atoll(word[1]), .compliant = atoll(word[2]), .hard_failures = atoll(word[3]) };
}

static void check_round(char **word, int count)
{
	struct measure_rule rule = { .target = strtod(word[2], NULL), .n_min = atoll(word[3]) };
	struct measure_round round = round_of(word + 4);

	assert_int_equal(count, 8);
	if ((measure_round_fails(&rule, &round) == 0) != (word[1][0] == 'p'))
		fail_msg("round %s %s %s %s %s %s %s", word[1], word[2], word[3], word[4], word[5], word[6], word[7]);
}

TEST(a_round_passes_as_expected)
{
	vectors_check("measure.txt", "round", 38, check_round);
}

TEST(a_round_tells_everything_it_fails_by)
{
	struct measure_rule rule = { .target = 0.9, .n_min = 20 };
	struct measure_round round = { .population = 100, .sample = 19, .compliant = 17, .hard_failures = 1 };

	assert_int_equal(measure_round_fails(&rule, &round), MEASURE_FAIL_TARGET | MEASURE_FAIL_HARD | MEASURE_FAIL_SAMPLE);
	round = (struct measure_round){ .population = 0 };
	assert_int_equal(measure_round_fails(&rule, &round), MEASURE_FAIL_EMPTY);
	round = (struct measure_round){ .population = 100 };
	assert_int_equal(measure_round_fails(&rule, &round), MEASURE_FAIL_EMPTY | MEASURE_FAIL_SAMPLE);
	round = (struct measure_round){ .population = 19, .sample = 19, .compliant = 19 };
	assert_int_equal(measure_round_fails(&rule, &round), 0);
	round = (struct measure_round){ .population = 30, .sample = 20, .compliant = 18, .hard_failures = 2 };
	assert_int_equal(measure_round_fails(&rule, &round), MEASURE_FAIL_HARD);
}

/* Every share of up to 100 cases against every target of whole per mille, as whole numbers tell it. */
TEST(a_share_reaches_its_target_exactly)
{
	for (int target = 0; target <= 1000; target++) {
		char text[16];
		struct measure_rule rule;

		snprintf(text, sizeof text, "%d.%03d", target / 1000, target % 1000);
		rule = (struct measure_rule){ .target = strtod(text, NULL), .n_min = 1 };
		for (int n = 1; n <= 100; n++)
			for (int k = 0; k <= n; k++) {
				struct measure_round round = { .population = n, .sample = n, .compliant = k };
				bool passes = measure_round_fails(&rule, &round) == 0;

				if (passes != (k * 1000 >= target * n))
					fail_msg("%d/%d against %s", k, n, text);
			}
	}
}

TEST(a_share_of_billions_is_compared_without_overflow)
{
	struct measure_rule rule = { .target = 0.999999999, .n_min = 1 };
	int64_t much = INT64_C(9000000000000000000);
	struct measure_round round = { .population = much, .sample = much, .compliant = much - much / 1000000000 };

	assert_int_equal(measure_round_fails(&rule, &round), 0);
	round.compliant--;
	assert_int_equal(measure_round_fails(&rule, &round), MEASURE_FAIL_TARGET);
}

static void check_observation(char **word, int count)
{
	struct measure_round round = round_of(word + 2);

	assert_int_equal(count, 6);
	if ((measure_round_wrong(&round, on("2026-06-01"), NULL, 0) == 0) != (strcmp(word[1], "ok") == 0))
		fail_msg("observation %s %s %s %s %s", word[1], word[2], word[3], word[4], word[5]);
}

TEST(wrong_figures_are_refused)
{
	vectors_check("measure.txt", "observation", 14, check_observation);
}

TEST(every_mistake_of_an_observation_is_told)
{
	int32_t today = on("2026-06-01");
	struct measure_round other = { .from = on("2026-01-10"), .to = on("2026-01-20") };
	struct measure_round round = { .from = today + 1, .to = today, .population = 5, .sample = 6, .compliant = 7,
		.hard_failures = -1 };

	assert_int_equal(measure_round_wrong(&round, today, &other, 1), MEASURE_COUNTS | MEASURE_HARD_FAILURES | MEASURE_PERIOD);
	round = (struct measure_round){ .from = today, .to = today, .population = 1, .compliant = -1 };
	assert_int_equal(measure_round_wrong(&round, today, &other, 1), MEASURE_COUNTS);
	round = (struct measure_round){ .from = today, .to = today + 1 };
	assert_int_equal(measure_round_wrong(&round, today, &other, 1), MEASURE_FUTURE);
	round = (struct measure_round){ .from = today, .to = today, .population = 20, .sample = 20, .compliant = 18,
		.hard_failures = 3 };
	assert_int_equal(measure_round_wrong(&round, today, NULL, 0), MEASURE_HARD_FAILURES);
}

TEST(periods_overlap_when_they_share_a_day)
{
	int32_t today = on("2026-06-01");
	struct measure_round others[] = { { .from = 20000, .to = 20010 }, { .from = 20020, .to = 20020 } };

	for (int32_t from = 19990; from <= 20025; from++)
		for (int32_t to = from; to <= 20025; to++) {
			struct measure_round round = { .from = from, .to = to };
			bool shared = false;

			for (int32_t day = from; day <= to; day++)
				shared |= (day >= 20000 && day <= 20010) || day == 20020;
			assert_int_equal(measure_round_wrong(&round, today, others, 2), shared ? MEASURE_OVERLAP : 0);
		}
}

static int read_rounds(char **word, int count, struct measure_round *rounds)
{
	assert_true(count <= ROUNDS);
	for (int i = 0; i < count; i++, word += 6) {
		rounds[i] = round_of(word + 2);
		rounds[i].from = on(word[0]);
		rounds[i].to = on(word[1]);
	}
	return count;
}

static void check_verdict(char **word, int words)
{
	struct measure_rule rule = { .target = strtod(word[2], NULL), .n_min = atoll(word[3]), .rounds = atoll(word[4]),
		.spacing_days = atoll(word[5]) };
	struct measure_round rounds[ROUNDS];
	int count = read_rounds(word + 7, atoi(word[6]), rounds);
	char **expected = word + 7 + 6 * count;
	uint64_t seed = 5;

	assert_int_equal(words, 11 + 6 * count);
	for (int i = 0; i < count; i++)
		if ((measure_round_fails(&rule, &rounds[i]) == 0) != (expected[0][i] == 'p'))
			fail_msg("verdict %s: round %d", word[1], i);
	for (int order = 0; order < 5; order++) {       /* as given, then in any order */
		struct measure_verdict verdict = measure_judge(&rule, rounds, count);

		if (verdict.run != atoi(expected[1]) || verdict.span != atoi(expected[2])
		    || (verdict.why == MEASURE_PASSES) != (strcmp(expected[3], "pass") == 0))
			fail_msg("verdict %s: run %d, span %d, %s", word[1], verdict.run, verdict.span,
				measure_why_codes[verdict.why]);
		for (int i = count - 1; i > 0; i--) {
			int j = (int)chance_between(&seed, 0, i);
			struct measure_round swap = rounds[i];

			rounds[i] = rounds[j], rounds[j] = swap;
		}
	}
}

TEST(a_measure_point_is_judged_as_expected)
{
	vectors_check("measure.txt", "verdict", 159, check_verdict);
}

TEST(a_verdict_says_why_and_from_which_rounds)
{
	struct measure_rule rule = { .target = 0.9, .n_min = 20, .rounds = 2, .spacing_days = 28 };
	struct measure_round r[] = {
		{ .from = 100, .to = 110, .population = 50, .sample = 20, .compliant = 20 },
		{ .from = 200, .to = 220, .population = 50, .sample = 20, .compliant = 18 },
		{ .from = 150, .to = 160, .population = 50, .sample = 20, .compliant = 10 },
		{ .from = 221, .to = 247, .population = 50, .sample = 20, .compliant = 19 },
	};
	struct measure_verdict verdict = measure_judge(&rule, r, 4);

	assert_int_equal(verdict.why, MEASURE_TOO_SHORT);
	assert_int_equal(verdict.run, 2);
	assert_int_equal(verdict.span, 27);
	assert_int_equal(verdict.first, 0);
	assert_int_equal(verdict.newest, 3);
	assert_int_equal(verdict.newest_fails, 0);

	r[3].to = 248;
	assert_int_equal(measure_judge(&rule, r, 4).why, MEASURE_PASSES);
	rule.rounds = 3;
	assert_int_equal(measure_judge(&rule, r, 4).why, MEASURE_TOO_FEW_ROUNDS);
	verdict = measure_judge(&rule, r + 1, 2);
	assert_int_equal(verdict.why, MEASURE_TOO_FEW_ROUNDS);
	assert_int_equal(verdict.first, 1);
	verdict = measure_judge(&rule, NULL, 0);
	assert_int_equal(verdict.why, MEASURE_NO_ROUND);
	assert_int_equal(verdict.first, -1);
	assert_int_equal(verdict.newest, -1);
	r[0].compliant = 17;
	assert_int_equal(measure_judge(&rule, r, 1).newest_fails, MEASURE_FAIL_TARGET);
	r[1].hard_failures = 1;
	verdict = measure_judge(&rule, r, 3);
	assert_int_equal(verdict.why, MEASURE_NEWEST_FAILS);
	assert_int_equal(verdict.newest_fails, MEASURE_FAIL_HARD);
	assert_string_equal(measure_why_codes[MEASURE_TOO_SHORT], "too_short");
}

TEST(a_rule_tells_in_what_it_asks_less_than_another)
{
	const struct measure_rule own = { 0.9, 20, 2, 28 }, none = MEASURE_RULE_DEFAULT;
	const struct { struct measure_rule rule; unsigned slack; } rows[] = {
		{ { 0.9, 20, 2, 28 }, 0 }, { { 0.91, 21, 3, 29 }, 0 },
		{ { 0.89, 20, 2, 28 }, MEASURE_SLACK_TARGET }, { { 1, 19, 2, 28 }, MEASURE_SLACK_N_MIN },
		{ { 0.9, 99, 1, 28 }, MEASURE_SLACK_ROUNDS }, { { 0.9, 20, 9, 27 }, MEASURE_SLACK_SPACING },
		{ { 0, 1, 1, 0 }, MEASURE_SLACK_TARGET | MEASURE_SLACK_N_MIN | MEASURE_SLACK_ROUNDS | MEASURE_SLACK_SPACING },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_int_equal(measure_rule_slack(&rows[i].rule, &own), rows[i].slack);
	assert_true(none.target == 1 && none.n_min == 20 && none.rounds == 2 && none.spacing_days == 28);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_rule_tells_in_what_it_asks_less_than_another),
		cmocka_unit_test(wilson_intervals_are_as_expected),
		cmocka_unit_test(an_interval_holds_its_share_and_mirrors),
		cmocka_unit_test(fishers_test_is_as_expected),
		cmocka_unit_test(fishers_test_is_exact_for_every_small_table),
		cmocka_unit_test(fishers_test_has_the_tolerance_of_r),
		cmocka_unit_test(fishers_test_ends_soon_and_sanely_for_any_counts),
		cmocka_unit_test(fewer_than_ten_are_too_few),
		cmocka_unit_test(a_round_passes_as_expected),
		cmocka_unit_test(a_round_tells_everything_it_fails_by),
		cmocka_unit_test(a_share_reaches_its_target_exactly),
		cmocka_unit_test(a_share_of_billions_is_compared_without_overflow),
		cmocka_unit_test(wrong_figures_are_refused),
		cmocka_unit_test(every_mistake_of_an_observation_is_told),
		cmocka_unit_test(periods_overlap_when_they_share_a_day),
		cmocka_unit_test(a_measure_point_is_judged_as_expected),
		cmocka_unit_test(a_verdict_says_why_and_from_which_rounds),
	};

	return RUN(tests);
}
