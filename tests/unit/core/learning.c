/* learning - shares and Pareto of many cases, and that nothing small can be told from what is left. */
#include "unit.h"

#include <math.h>

#include "core/learning.h"
#include "core/small.h"

#define REQUIREMENTS 6

static struct learning_requirement requirements[REQUIREMENTS];
static struct learning_effect effects[2];
static struct survival_step steps[1];
static bool bools[REQUIREMENTS];
static int64_t numbers[REQUIREMENTS];

static const char *const codes[REQUIREMENTS] = { "a", "b", "c", "d", "e", "f" };

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
	for (int i = 0; i < learning.requirement_count; i++)
		requirements[i].code = codes[i];
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

/* A count that is told is right and not small; of hidden ones, how many and what they add up to. */
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

static void check_requirements(const struct learning *learning, const struct learning_requirement *was)
{
	int64_t hidden = 0, sum = 0;

	for (int i = 0; i < learning->requirement_count; i++) {
		const struct learning_requirement *it = &requirements[i];

		assert_true(hidden == 0 || it->breaches == LEARNING_HIDDEN);    /* or the next cumulative share tells it */

		safe(it->breaches, was[i].breaches, &hidden, &sum);
		assert_int_equal(it->breaches == LEARNING_HIDDEN, isnan(it->cumulative));
		assert_int_equal(it->with_breach == LEARNING_HIDDEN, isnan(it->share));
		assert_true(isnan(it->share) == isnan(it->low) && isnan(it->share) == isnan(it->high));
		assert_true(it->with_breach == LEARNING_HIDDEN
			|| (it->with_breach >= 5 && was[i].audits - it->with_breach >= 5));
		assert_true(it->with_breach != LEARNING_HIDDEN || it->breaches == LEARNING_HIDDEN
			|| was[i].with_breach < 5 || was[i].audits - was[i].with_breach < 5);
		assert_int_equal(it->audits, was[i].audits < 5 ? LEARNING_HIDDEN : was[i].audits);
		assert_true(it->breaches != LEARNING_HIDDEN || it->with_breach == LEARNING_HIDDEN);
	}
	/* their sum is told by the share of the Pareto where any breaches are */
	if (hidden > 0 && hidden < learning->requirement_count)
		assert_true(hidden >= 2 && sum >= 5);
}

/*
 * What somebody outside knows of the duties: the totals of breaches, corrected and not; of some duties
 * all, of others the breaches alone, of the rest nothing.
 */
struct outside { int64_t breaches, corrected, censored, untold; int rows, untold_rows; };

/* How far apart the numbers of corrected lie that the outsider must hold possible, and of those censored. */
static void check_duty(const struct outside *outside, int64_t breaches, bool told)
{
	int64_t most = outside->corrected, least = 0;

	if (told) {                             /* what it does not have of the one it has of the other */
		most = breaches < most ? breaches : most;
		least = breaches - outside->censored > 0 ? breaches - outside->censored : 0;
	} else {
		most = outside->untold < most ? outside->untold : most;
		assert_true(outside->untold_rows >= 2 && outside->untold >= 5);
		assert_true((outside->untold < outside->censored ? outside->untold : outside->censored) >= 5);
	}
	assert_true(outside->rows >= 2 && most - least >= 5);
}

static void check_duties(const struct learning *learning, const struct learning *real)
{
	struct outside outside = { .breaches = 0 };

	for (int i = 0; i < LEARNING_DUTIES; i++) {
		const struct learning_group *told = &learning->duties[i], *was = &real->duties[i];

		assert_int_equal(told->corrected == LEARNING_HIDDEN, told->censored == LEARNING_HIDDEN);
		assert_int_equal(told->corrected == LEARNING_HIDDEN, told->median == SURVIVAL_NEVER);
		assert_true(told->breaches != LEARNING_HIDDEN || told->corrected == LEARNING_HIDDEN);
		safe(told->breaches, was->breaches, &(int64_t){ 0 }, &(int64_t){ 0 });
		if (told->corrected != LEARNING_HIDDEN) {
			assert_true(told->corrected >= 5 && told->censored >= 5);
			continue;
		}
		outside.rows++;
		outside.breaches += was->breaches;
		outside.corrected += was->corrected;
		outside.censored += was->censored;
		outside.untold_rows += told->breaches == LEARNING_HIDDEN;
		outside.untold += told->breaches == LEARNING_HIDDEN ? was->breaches : 0;
	}
	if (learning->all.corrected == LEARNING_HIDDEN)
		return;                         /* then neither is any of theirs */
	for (int i = 0; i < LEARNING_DUTIES; i++)
		if (learning->duties[i].corrected == LEARNING_HIDDEN)
			check_duty(&outside, real->duties[i].breaches, learning->duties[i].breaches != LEARNING_HIDDEN);
}

/* Breaches that a dimension touches and those it does not, corrected and not: no cell that can be told is small. */
static void check_qualities(const struct learning *learning, const struct learning *real)
{
	for (int i = 0; i < QUALITIES; i++) {
		const struct learning_group *told = &learning->qualities[i], *was = &real->qualities[i];

		safe(told->breaches, was->breaches, &(int64_t){ 0 }, &(int64_t){ 0 });
		if (told->breaches != LEARNING_HIDDEN)
			assert_true(real->all.breaches - was->breaches >= 5);
		assert_int_equal(told->corrected == LEARNING_HIDDEN, told->median == SURVIVAL_NEVER);
		if (told->corrected != LEARNING_HIDDEN)
			assert_true(was->corrected >= 5 && was->censored >= 5 && real->all.corrected - was->corrected >= 5
				&& real->all.censored - was->censored >= 5);
	}
}

static void check_effect(const struct pooled *told, const struct pooled *was)
{
	bool first = was->compliant_1 >= 5 && was->sample_1 - was->compliant_1 >= 5;
	bool last = was->compliant_2 >= 5 && was->sample_2 - was->compliant_2 >= 5;

	if (was->pairs < 5) {
		assert_true(told->pairs == LEARNING_HIDDEN && told->sample_1 == LEARNING_HIDDEN
			&& told->sample_2 == LEARNING_HIDDEN);
		first = last = false;
	} else {
		assert_true(told->pairs == was->pairs && told->sample_1 == was->sample_1 && told->sample_2 == was->sample_2);
	}
	assert_int_equal(told->compliant_1, first ? was->compliant_1 : LEARNING_HIDDEN);
	assert_int_equal(told->compliant_2, last ? was->compliant_2 : LEARNING_HIDDEN);
	/* of 50 and 60 records the one share follows from the other and the difference */
	assert_int_equal(isnan(told->difference), !first || !last);
	assert_int_equal(isnan(told->low), !first || !last);
	assert_int_equal(isnan(told->high), !first || !last);
}

TEST(nothing_small_is_told_and_nothing_hidden_can_be_counted_back)
{
	uint64_t seed = 51;

	for (int round = 0; round < 100000; round++) {
		struct learning learning = some(&seed), real = learning;
		struct learning_requirement was[REQUIREMENTS];
		struct learning_effect effects_were[2];
		int64_t hidden = 0;

		memcpy(was, requirements, sizeof was);
		memcpy(effects_were, effects, sizeof effects_were);
		learning_hide(&learning, bools, numbers);
		assert_int_equal(0, learning.step_count);
		safe(learning.audits, real.audits, &hidden, &(int64_t){ 0 });
		assert_true(hidden == 0 || real.audits < 5);
		check_requirements(&learning, was);
		assert_int_equal(learning.all.breaches, real.all.breaches < 5 ? LEARNING_HIDDEN : real.all.breaches);
		assert_int_equal(learning.all.corrected != LEARNING_HIDDEN, real.all.corrected >= 5 && real.all.censored >= 5);
		assert_int_equal(learning.all.corrected == LEARNING_HIDDEN, learning.all.median == SURVIVAL_NEVER);
		check_duties(&learning, &real);
		check_qualities(&learning, &real);
		for (int i = 0; i < 2; i++)
			check_effect(&effects[i].pooled, &effects_were[i].pooled);
	}
}

#define MOST 14
#define TABLES 3060             /* of four numbers from 0 to MOST, falling */
static int64_t tables[TABLES][4];
static int untold[TABLES];      /* how many of them are hidden: the last */

static int make_tables(void)
{
	bool hide[4];
	int count = 0;

	for (int a = 0; a <= MOST; a++)
		for (int b = 0; b <= a; b++)
			for (int c = 0; c <= b; c++)
				for (int d = 0; d <= c; d++) {
					int64_t *table = tables[count];

					table[0] = a, table[1] = b, table[2] = c, table[3] = d;
					untold[count] = small_hide(table, 1, 4, hide);
					for (int i = 0; i < 4; i++)
						assert_int_equal(hide[i], i >= 4 - untold[count]);
					count++;
				}
	return count;
}

/* Another table looks the same from outside: the same sum, the same numbers told, the same number of them hidden. */
static bool has_twin(int number, int count)
{
	const int64_t *it = tables[number];

	for (int i = 0; i < count; i++) {
		bool alike = i != number && untold[i] == untold[number]
			&& tables[i][0] + tables[i][1] + tables[i][2] + tables[i][3] == it[0] + it[1] + it[2] + it[3];

		for (int told = 0; alike && told < 4 - untold[number]; told++)
			alike = tables[i][told] == it[told];
		if (alike)
			return true;
	}
	return false;
}

TEST(who_knows_the_rule_and_the_total_cannot_tell_the_hidden_either)
{
	int count = make_tables();

	assert_int_equal(count, TABLES);
	for (int i = 0; i < count; i++)
		if (untold[i] > 0 && untold[i] < 4 && !has_twin(i, count))
			fail_msg("%d of %d %d %d %d", untold[i], (int)tables[i][0], (int)tables[i][1], (int)tables[i][2],
				(int)tables[i][3]);
}

TEST(neither_a_share_behind_the_hidden_nor_their_order_tells_them)
{
	struct learning learning = { .audits = 40, .requirements = requirements, .requirement_count = 4 };

	memset(requirements, 0, sizeof requirements);
	requirements[0] = (struct learning_requirement){ .code = "a", .audits = 40, .with_breach = 5, .breaches = 5 };
	requirements[1] = (struct learning_requirement){ .code = "d", .audits = 40, .with_breach = 5, .breaches = 5 };
	requirements[2] = (struct learning_requirement){ .code = "c", .audits = 40, .with_breach = 3, .breaches = 3 };
	requirements[3] = (struct learning_requirement){ .code = "b", .audits = 40, .with_breach = 1, .breaches = 1 };
	learning_judge_requirements(requirements, 4);
	learning_hide(&learning, bools, numbers);
	assert_string_equal(requirements[0].code, "a");
	assert_int_equal(requirements[0].breaches, 5);
	for (int i = 1; i < 4; i++) {
		assert_string_equal(requirements[i].code, codes[i]);
		assert_true(requirements[i].breaches == LEARNING_HIDDEN && isnan(requirements[i].cumulative));
	}
}

TEST(a_dimension_that_all_but_a_few_touch_is_not_told_and_one_that_parts_them_is)
{
	struct learning learning = { .audits = 40, .steps = steps, .step_count = 1 };

	learning.all = (struct learning_group){ .breaches = 30, .corrected = 18, .censored = 12, .median = 40 };
	learning.qualities[0] = (struct learning_group){ .breaches = 27, .corrected = 12, .censored = 15, .median = 40 };
	learning.qualities[1] = (struct learning_group){ .breaches = 15, .corrected = 9, .censored = 6, .median = 50 };
	learning.qualities[2] = (struct learning_group){ .breaches = 20, .corrected = 14, .censored = 6, .median = 60 };
	learning_hide(&learning, bools, numbers);
	assert_int_equal(learning.qualities[0].breaches, LEARNING_HIDDEN);
	assert_int_equal(learning.qualities[1].breaches, 15);
	assert_int_equal(learning.qualities[1].median, 50);
	assert_int_equal(learning.qualities[2].breaches, 20);           /* 4 of the others are corrected */
	assert_int_equal(learning.qualities[2].corrected, LEARNING_HIDDEN);
	assert_int_equal(learning.qualities[2].median, SURVIVAL_NEVER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_pareto_rises_to_the_whole),
		cmocka_unit_test(nothing_small_is_told_and_nothing_hidden_can_be_counted_back),
		cmocka_unit_test(who_knows_the_rule_and_the_total_cannot_tell_the_hidden_either),
		cmocka_unit_test(neither_a_share_behind_the_hidden_nor_their_order_tells_them),
		cmocka_unit_test(a_dimension_that_all_but_a_few_touch_is_not_told_and_one_that_parts_them_is),
	};

	return RUN(tests);
}
