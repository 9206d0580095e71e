/* learning - shares and Pareto, and what is kept from those outside. */
#include "core/learning.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

#include "core/measure.h"
#include "core/small.h"

void learning_judge_requirements(struct learning_requirement *requirements, int count)
{
	int64_t all = 0, so_far = 0;

	for (int i = 0; i < count; i++)
		all += requirements[i].breaches;
	for (int i = 0; i < count; i++) {
		struct learning_requirement *it = &requirements[i];
		struct measure_interval interval = measure_wilson(it->with_breach, it->audits);

		so_far += it->breaches;
		it->share = it->audits == 0 ? NAN : (double)it->with_breach / (double)it->audits;
		it->low = interval.low;
		it->high = interval.high;
		it->cumulative = all == 0 ? NAN : (double)so_far / (double)all;
	}
}

static void hide_requirement(struct learning_requirement *it, bool part)
{
	if (part) {
		it->breaches = LEARNING_HIDDEN;
		it->cumulative = NAN;
	}
	if (part || small_part(it->with_breach, it->audits)) {
		it->with_breach = LEARNING_HIDDEN;
		it->share = it->low = it->high = NAN;
	}
	if (small_number(it->audits))
		it->audits = LEARNING_HIDDEN;
}

/* By their codes: most breaches first, the order would tell of the hidden what the numbers do not. */
static void put_in_order(struct learning_requirement *hidden, int count)
{
	for (int i = 1; i < count; i++) {
		struct learning_requirement it = hidden[i];
		int at = i;

		for (; at > 0 && strcmp(hidden[at - 1].code, it.code) > 0; at--)
			hidden[at] = hidden[at - 1];
		hidden[at] = it;
	}
}

/* The numbers of a Pareto add up to its total, and what is hidden stands at its end. */
static void hide_requirements(struct learning *learning, bool *bools, int64_t *numbers)
{
	int hidden;

	for (int i = 0; i < learning->requirement_count; i++)
		numbers[i] = learning->requirements[i].breaches;
	hidden = small_hide(numbers, 1, learning->requirement_count, bools);
	for (int i = 0; i < learning->requirement_count; i++)
		hide_requirement(&learning->requirements[i], bools[i]);
	put_in_order(learning->requirements + learning->requirement_count - hidden, hidden);
}

static void hide_times(struct learning_group *group)
{
	group->median = group->low = group->high = SURVIVAL_NEVER;
	group->corrected = group->censored = LEARNING_HIDDEN;
}

static void hide_group(struct learning_group *group, bool breaches, bool corrected)
{
	if (breaches || corrected)
		hide_times(group);
	if (breaches)
		group->breaches = LEARNING_HIDDEN;
}

/* The duties, one not stated among them, part the breaches, and both the corrected and those that are not. */
static void hide_duties(struct learning_group *duty)
{
	int64_t breaches[LEARNING_DUTIES], times[LEARNING_DUTIES][2];
	bool few[LEARNING_DUTIES], few_times[LEARNING_DUTIES];

	for (int i = 0; i < LEARNING_DUTIES; i++) {
		breaches[i] = duty[i].breaches;
		times[i][0] = duty[i].corrected;
		times[i][1] = duty[i].censored;
	}
	small_hide(breaches, 1, LEARNING_DUTIES, few);
	small_hide(times[0], 2, LEARNING_DUTIES, few_times);
	for (int i = 0; i < LEARNING_DUTIES; i++)
		hide_group(&duty[i], few[i], few_times[i]);
}

/* A dimension of quality touches some of the breaches: those that it does not touch are known with them. */
static void hide_quality(struct learning_group *quality, const struct learning_group *all)
{
	hide_group(quality, small_part(quality->breaches, all->breaches),
		small_part(quality->corrected, all->corrected) || small_part(quality->censored, all->censored));
}

/* With samples of one size the difference gives the one share away by the other. */
static void hide_effect(struct learning_effect *effect)
{
	struct pooled *pooled = &effect->pooled;
	bool first = small_part(pooled->compliant_1, pooled->sample_1);
	bool last = small_part(pooled->compliant_2, pooled->sample_2);

	if (small_number(pooled->pairs)) {
		pooled->pairs = pooled->sample_1 = pooled->sample_2 = LEARNING_HIDDEN;
		first = last = true;
	}
	if (first)
		pooled->compliant_1 = LEARNING_HIDDEN;
	if (last)
		pooled->compliant_2 = LEARNING_HIDDEN;
	if (first || last)
		pooled->difference = pooled->low = pooled->high = NAN;
}

void learning_hide(struct learning *learning, bool *bools, int64_t *numbers)
{
	hide_requirements(learning, bools, numbers);
	hide_duties(learning->duties);
	for (int i = 0; i < QUALITIES; i++)
		hide_quality(&learning->qualities[i], &learning->all);
	hide_group(&learning->all, small_number(learning->all.breaches),
		small_part(learning->all.corrected, learning->all.breaches));
	for (int i = 0; i < learning->effect_count; i++)
		hide_effect(&learning->effects[i]);
	if (small_number(learning->audits))
		learning->audits = LEARNING_HIDDEN;
	learning->step_count = 0;
}
