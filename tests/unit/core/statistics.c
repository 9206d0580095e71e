/* statistics - samples, series, survival, agreement and pooled effects against golden vectors. */
#include "vectors.h"

#include <math.h>

#include "core/agreement.h"
#include "core/pooled.h"
#include "core/sample.h"
#include "core/series.h"
#include "core/survival.h"

#define FILE_NAME "statistics.txt"

static void near(double figure, const char *expected, char **word)
{
	double wanted = strtod(expected, NULL);

	if (isnan(wanted) ? !isnan(figure) : !(fabs(figure - wanted) <= 1e-9 * fmax(fabs(wanted), 1e-9)))
		fail_msg("%s %s %s %s %s: got %.17g, not %s", word[0], word[1], word[2], word[3], word[4], figure, expected);
}

static void check_plan(char **word, int count)
{
	struct sample_plan plan = sample_plan_for(atoll(word[1]), strtod(word[2], NULL), strtod(word[3], NULL),
		atoll(word[4]));

	assert_int_equal(count, 7);
	if (plan.sample != atoll(word[5]) || plan.allowed != atoll(word[4]))
		fail_msg("plan %s %s %s %s: got %lld", word[1], word[2], word[3], word[4], (long long)plan.sample);
	near(plan.risk, word[6], word);
}

TEST(sample_plans_are_as_expected)
{
	vectors_check(FILE_NAME, "plan", 700, check_plan);
}

static void check_allows(char **word, int count)
{
	struct sample_plan plan = { .allowed = -1 };
	bool allows = sample_allows(atoll(word[1]), strtod(word[2], NULL), strtod(word[3], NULL), atoll(word[4]), &plan);

	assert_int_equal(count, 6);
	assert_int_equal(allows, atoll(word[5]) >= 0);
	assert_int_equal(plan.allowed, atoll(word[5]));
}

TEST(the_failures_a_sample_allows_are_as_expected)
{
	vectors_check(FILE_NAME, "allows", 100, check_allows);
}

static void check_risk(char **word, int count)
{
	assert_int_equal(count, 6);
	near(sample_risk(atoll(word[1]), atoll(word[2]), atoll(word[3]), atoll(word[4])), word[5], word);
}

TEST(hypergeometric_risks_are_as_expected)
{
	vectors_check(FILE_NAME, "risk", 60, check_risk);
}

static void check_next(char **word, int count)
{
	uint64_t state = strtoull(word[1], NULL, 10);

	for (int i = 2; i < count; i++)
		assert_true(sample_next(&state) == strtoull(word[i], NULL, 10));
}

static void check_draw(char **word, int count)
{
	static const char *const ways[SAMPLE_WAYS] = { "all", "random", "newest", "systematic" };
	int64_t numbers[VECTOR_WORDS];
	int way = 0, sample = atoi(word[4]);

	while (strcmp(ways[way], word[1]) != 0)
		way++;
	assert_int_equal(count, 5 + sample);
	sample_draw((enum sample_way)way, strtoull(word[2], NULL, 10), atoll(word[3]), sample, numbers);
	for (int i = 0; i < sample; i++)
		if (numbers[i] != atoll(word[5 + i]))
			fail_msg("draw %s %s %s %s: number %d is %lld", word[1], word[2], word[3], word[4], i,
				(long long)numbers[i]);
}

TEST(a_seed_draws_the_same_records_everywhere)
{
	vectors_check(FILE_NAME, "next", 2, check_next);
	vectors_check(FILE_NAME, "draw", 24, check_draw);
}

static void check_anhoj(char **word, int count)
{
	assert_int_equal(count, 4);
	if (series_run_limit(atoi(word[1])) != atoi(word[2])
	    || series_crossings_limit(atoi(word[1])) != atoi(word[3]))
		fail_msg("anhoj %s: got %d %d", word[1], series_run_limit(atoi(word[1])),
			series_crossings_limit(atoi(word[1])));
}

TEST(the_limits_of_runs_and_crossings_are_as_expected)
{
	vectors_check(FILE_NAME, "anhoj", 290, check_anhoj);
}

static int read_points(char **word, struct series_point *points)
{
	int count = atoi(word[1]);

	for (int i = 0; i < count; i++)
		points[i] = (struct series_point){ 7 * i, 7 * i + 6, atoll(word[2 + 2 * i]), atoll(word[3 + 2 * i]) };
	return count;
}

static void check_run(char **word, int words)
{
	struct series_point points[64];
	int count = read_points(word, points);
	struct series_phase phase = series_judge(points, 0, count);
	char **expected = word + 2 + 2 * count;

	assert_int_equal(words, 6 + 2 * count);
	near(phase.median, expected[0], word);
	assert_int_equal(phase.useful, atoi(expected[1]));
	assert_int_equal(phase.longest_run, atoi(expected[2]));
	assert_int_equal(phase.crossings, atoi(expected[3]));
	assert_int_equal(phase.enough, phase.useful >= 10);
	assert_int_equal(phase.run_signal, phase.useful >= 10 && phase.longest_run > series_run_limit(phase.useful));
	assert_int_equal(phase.crossings_signal,
		phase.useful >= 10 && phase.crossings < series_crossings_limit(phase.useful));
}

TEST(run_charts_are_judged_as_expected)
{
	vectors_check(FILE_NAME, "run", 40, check_run);
}

static void check_p_chart(char **word, int words)
{
	struct series_point points[64];
	int count = read_points(word, points), outside = 0;
	struct series_phase phase = series_judge(points, 0, count);
	char **expected = word + 2 + 2 * count;

	assert_int_equal(words, 3 + 2 * count + 2 * (count < 12 ? count : 12));
	near(phase.mean, expected[0], word);
	for (int i = 0; i < count; i++) {
		struct series_limits limits = series_limits_of(&phase, &points[i]);

		outside += limits.outside;
		if (i >= 12)
			continue;
		near(limits.low, expected[1 + 2 * i], word);
		near(limits.high, expected[2 + 2 * i], word);
	}
	assert_int_equal(phase.outside, outside);
}

TEST(control_limits_are_as_expected)
{
	vectors_check(FILE_NAME, "pchart", 40, check_p_chart);
}

static struct survival_step steps[200];
static int step_count, step_at;

static void check_step(char **word, int count)
{
	const struct survival_step *step = &steps[step_at++];

	assert_int_equal(count, 7);
	assert_true(step_at <= step_count);
	assert_int_equal(step->days, atoi(word[1]));
	assert_int_equal(step->at_risk, atoi(word[2]));
	assert_int_equal(step->corrected, atoi(word[3]));
	near(step->open, word[4], word);
	near(step->low, word[5], word);
	near(step->high, word[6], word);
}

/* Steps of all the curves, one after the other, as the file has them. */
static void check_survival(char **word, int words)
{
	struct survival_day days[32];
	struct survival survival;
	int count = atoi(word[1]), corrected = 0, day_count = 0;
	char **expected = word + 2 + 2 * count;

	assert_int_equal(words, 6 + 2 * count);
	for (int day = 0; day < 100; day++) {
		struct survival_day of = { .days = day };

		for (int i = 0; i < count; i++)
			if (atoi(word[2 + 2 * i]) == day)
				*(word[3 + 2 * i][0] == '1' ? &of.corrected : &of.censored) += 1;
		corrected += (int)of.corrected;
		if (of.corrected + of.censored > 0)
			days[day_count++] = of;
	}
	assert_true(step_count + count <= (int)(sizeof steps / sizeof steps[0]));
	survival = survival_of(days, day_count, steps + step_count);
	assert_int_equal(survival.cases, count);
	assert_int_equal(survival.corrected, corrected);
	assert_int_equal(survival.censored, count - corrected);
	assert_int_equal(survival.steps, atoi(expected[0]));
	assert_int_equal(survival.median, atoi(expected[1]));
	assert_int_equal(survival.low, atoi(expected[2]));
	assert_int_equal(survival.high, atoi(expected[3]));
	step_count += survival.steps;
}

static void check_curve(char **word, int count)
{
	if (strcmp(word[0], "km") == 0) {
		assert_int_equal(step_at, step_count);
		step_at = step_count = 0;
		check_survival(word, count);
	} else {
		check_step(word, count);
	}
}

/* vectors_check takes lines of one kind; a curve and its steps stand together. */
TEST(survival_curves_are_as_expected)
{
	const char *srcdir = getenv("srcdir");
	char path[512], line[1024], *word[VECTOR_WORDS];
	int curves = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/tests/unit/expected/" FILE_NAME, srcdir != NULL ? srcdir : ".");
	file = fopen(path, "r");
	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		int count = 0;

		if (strncmp(line, "km ", 3) != 0 && strncmp(line, "step ", 5) != 0)
			continue;
		for (char *at = strtok(line, " \n"); at != NULL; at = strtok(NULL, " \n"))
			word[count++] = at;
		curves += word[0][0] == 'k';
		check_curve(word, count);
	}
	fclose(file);
	assert_int_equal(step_at, step_count);
	assert_true(curves >= 60);
}

static void check_kappa(char **word, int count)
{
	struct agreement_counts counts = { atoll(word[1]), atoll(word[2]), atoll(word[3]), atoll(word[4]) };
	struct agreement agreement = agreement_of(&counts);

	assert_int_equal(count, 10);
	assert_int_equal(agreement.records, atoi(word[1]) + atoi(word[2]) + atoi(word[3]) + atoi(word[4]));
	near(agreement.observed, word[5], word);
	near(agreement.expected, word[6], word);
	near(agreement.kappa, word[7], word);
	near(agreement.low, word[8], word);
	near(agreement.high, word[9], word);
}

TEST(kappa_is_as_expected)
{
	vectors_check(FILE_NAME, "kappa", 100, check_kappa);
}

static void check_pooled(char **word, int words)
{
	struct pooled_pair pairs[32];
	struct pooled pooled;
	int count = atoi(word[1]);
	char **expected = word + 2 + 4 * count;

	assert_int_equal(words, 10 + 4 * count);
	for (int i = 0; i < count; i++)
		pairs[i] = (struct pooled_pair){ atoll(word[2 + 4 * i]), atoll(word[3 + 4 * i]), atoll(word[4 + 4 * i]),
			atoll(word[5 + 4 * i]), 1 };
	pooled = pooled_of(pairs, count);
	assert_int_equal(pooled.pairs, atoi(expected[0]));
	near(pooled.difference, expected[1], word);
	near(pooled.low, expected[2], word);
	near(pooled.high, expected[3], word);
	assert_int_equal(pooled.compliant_1, atoll(expected[4]));
	assert_int_equal(pooled.sample_1, atoll(expected[5]));
	assert_int_equal(pooled.compliant_2, atoll(expected[6]));
	assert_int_equal(pooled.sample_2, atoll(expected[7]));
}

TEST(pooled_effects_are_as_expected)
{
	vectors_check(FILE_NAME, "pooled", 60, check_pooled);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_plans_are_as_expected),
		cmocka_unit_test(the_failures_a_sample_allows_are_as_expected),
		cmocka_unit_test(hypergeometric_risks_are_as_expected),
		cmocka_unit_test(a_seed_draws_the_same_records_everywhere),
		cmocka_unit_test(the_limits_of_runs_and_crossings_are_as_expected),
		cmocka_unit_test(run_charts_are_judged_as_expected),
		cmocka_unit_test(control_limits_are_as_expected),
		cmocka_unit_test(survival_curves_are_as_expected),
		cmocka_unit_test(kappa_is_as_expected),
		cmocka_unit_test(pooled_effects_are_as_expected),
	};

	return RUN(tests);
}
