/* learning - shares and Pareto of many cases, and that nothing small can be told from what is left. */
#include "unit.h"

#include <math.h>

#include "core/learning.h"

#define REQUIREMENTS 6

static struct learning_requirement requirements[REQUIREMENTS];
static struct learning_effect effects[2];
static struct survival_step steps[1];
static bool bools[REQUIREMENTS];
static int64_t numbers[REQUIREMENTS];

static int compare(const void *one, const void *other)
{
	const struct learning_requirement *a = one, *b = other;

	return a->breaches < b->breaches ? 1 : a->breaches > b->breaches ? -1 : 0;
}

static struct learning some(uint64_t *seed)
{
	struct learning learning = { .audits = chance_between(seed, 0, 40), .requirements = requirements,
		.requirement_count = (int)chance_between(seed, 0, REQUIREMENTS), .effects = effects, .effect_count = 2,
		.steps = steps, .step_count = 1 };

	for (int i = 0; i < learning.requirement_count; i++) {
		requirements[i] = (struct learning_requirement){ .audits = chance_between(seed, 1, 40) };
		requirements[i].with_breach = chance_between(seed, 0, requirements[i].audits);
		requirements[i].breaches = requirements[i].with_breach == 0 ? 0
			: requirements[i].with_breach + chance_between(seed, 0, 5);
	}
	qsort(requirements, (size_t)learning.requirement_count, sizeof *requirements, compare);
	learning_judge_requirements(requirements, learning.requirement_count);
	for (int i = 0; i < LEARNING_DUTIES; i++) {
		struct learning_group *duty = &learning.duties[i];

		*duty = (struct learning_group){ .term = i, .corrected = chance_between(seed, 0, 12),
			.censored = chance_between(seed, 0, 12), .median = 40, .low = 30, .high = 50 };
		duty->breaches = duty->corrected + duty->censored;
		learning.all.breaches += duty->breaches;
		learning.all.corrected += duty->corrected;
		learning.all.censored += duty->censored;
	}
	for (int i = 0; i < QUALITIES; i++)
		learning.qualities[i] = learning.duties[i % LEARNING_DUTIES];
	for (int i = 0; i < 2; i++) {
		effects[i] = (struct learning_effect){ .pooled = { .pairs = (int)chance_between(seed, 1, 10),
			.sample_1 = 50, .sample_2 = 60, .difference = 0.2, .low = 0.1, .high = 0.3 } };
		effects[i].pooled.compliant_1 = chance_between(seed, 0, 50);
		effects[i].pooled.compliant_2 = chance_between(seed, 0, 60);
	}
	return learning;
}

TEST(a_pareto_rises_to_the_whole)
{
	struct learning_requirement it[] = { { .audits = 20, .with_breach = 10, .breaches = 12 },
		{ .audits = 18, .with_breach = 6, .breaches = 6 }, { .audits = 5, .with_breach = 0, .breaches = 0 } };

	learning_judge_requirements(it, 3);
	assert_true(it[0].share == 0.5 && fabs(it[0].cumulative - 12.0 / 18) < 1e-12 && it[1].cumulative == 1
		&& it[2].cumulative == 1 && it[2].share == 0 && it[2].low == 0);
	assert_true(it[0].low < 0.5 && 0.5 < it[0].high);
	it[0].breaches = it[1].breaches = 0;
	learning_judge_requirements(it, 3);
	assert_true(isnan(it[0].cumulative));
}

/* A count that is told is not small; a hidden one is not what is left of a told total. */
static void safe(int64_t told, int64_t real, int64_t *hidden, int64_t *hidden_sum)
{
	if (told == LEARNING_HIDDEN) {
		++*hidden;
		*hidden_sum += real;
		return;
	}
	assert_int_equal(told, real);
	assert_true(told >= 5);
}

TEST(nothing_small_is_told_and_nothing_hidden_can_be_counted_back)
{
	uint64_t seed = 51;

	for (int round = 0; round < 100000; round++) {
		struct learning learning = some(&seed), real = learning;
		struct learning_requirement was[REQUIREMENTS];
		int64_t hidden = 0, sum = 0, corrected_hidden = 0, corrected_sum = 0;

		memcpy(was, requirements, sizeof was);
		learning_hide(&learning, bools, numbers);
		assert_int_equal(0, learning.step_count);
		for (int i = 0; i < learning.requirement_count; i++) {
			const struct learning_requirement *it = &requirements[i];

			safe(it->breaches, was[i].breaches, &hidden, &sum);
			assert_int_equal(it->breaches == LEARNING_HIDDEN, isnan(it->cumulative));
			assert_int_equal(it->with_breach == LEARNING_HIDDEN, isnan(it->share));
			assert_true(it->with_breach == LEARNING_HIDDEN
				|| (it->with_breach >= 5 && it->audits - it->with_breach >= 5));
			assert_true(it->audits == LEARNING_HIDDEN || it->audits >= 5);
			assert_true(it->breaches != LEARNING_HIDDEN || it->with_breach == LEARNING_HIDDEN);
		}
		if (hidden > 0 && hidden < learning.requirement_count)
			assert_true(hidden >= 2 && sum >= 5);
		hidden = sum = 0;
		for (int i = 0; i < LEARNING_DUTIES; i++) {
			const struct learning_group *duty = &learning.duties[i];

			safe(duty->breaches, real.duties[i].breaches, &hidden, &sum);
			assert_int_equal(duty->corrected == LEARNING_HIDDEN, duty->censored == LEARNING_HIDDEN);
			assert_int_equal(duty->corrected == LEARNING_HIDDEN, duty->median == SURVIVAL_NEVER);
			if (duty->corrected != LEARNING_HIDDEN)
				assert_true(duty->corrected >= 5 && duty->censored >= 5);
			else
				corrected_hidden++, corrected_sum += real.duties[i].corrected;
		}
		if (hidden > 0 && hidden < LEARNING_DUTIES)
			assert_true(hidden >= 2 && sum >= 5);
		assert_true(corrected_hidden != 1);
		for (int i = 0; i < QUALITIES; i++)
			assert_true(learning.qualities[i].breaches == LEARNING_HIDDEN || learning.qualities[i].breaches >= 5);
		for (int i = 0; i < 2; i++)
			assert_true(effects[i].pooled.pairs == LEARNING_HIDDEN ? isnan(effects[i].pooled.difference)
				: effects[i].pooled.pairs >= 5);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pareto_rises_to_the_whole),
		cmocka_unit_test(nothing_small_is_told_and_nothing_hidden_can_be_counted_back),
	};

	return RUN(tests);
}
