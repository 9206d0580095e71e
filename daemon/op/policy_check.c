/* policy_check - what of a policy would contradict the rest of it. */
#include <string.h>

#include "op/policy.h"
#include "proto/check.h"

/* A graver breach is corrected no later, a more complex one no sooner. */
static bool correction_rises(const struct correction_days *correction)
{
	for (int s = 0; s < SEVERITIES; s++)
		for (int c = 0; c < COMPLEXITIES; c++) {
			int64_t days = correction->of[s].of[c];

			if (c > 0 && correction->of[s].of[c - 1] > days)
				return false;
			if (s > 0 && correction->of[s - 1].of[c] < days)
				return false;
		}
	return true;
}

/* What is counted must be enough for the letter that sets it. */
static void check_ahead(const struct policy_version *policy, struct mistakes *mistakes)
{
	static const struct { enum deadline_kind kind; const char *pointer; } both[] = {
		{ DEADLINE_CONTACT_PERSON, "/ahead/contact_person" }, { DEADLINE_DOCUMENTS, "/ahead/documents" },
		{ DEADLINE_SURVEY, "/ahead/survey" }, { DEADLINE_COMMENT, "/ahead/comment" },
		{ DEADLINE_PLAN, "/ahead/plan" }, { DEADLINE_ORDER_COMMENT, "/ahead/order_comment" },
	};
	static const char *const why = "more than the days that are counted";

	for (size_t i = 0; i < sizeof both / sizeof both[0]; i++)
		if (policy->ahead.of[both[i].kind] > policy->days.of[both[i].kind])
			mistakes_add(mistakes, both[i].pointer, REFUSAL_inconsistent, why);
	if (policy->comment_ahead_with_notice > policy->days.of[DEADLINE_COMMENT])
		mistakes_add(mistakes, "/comment_ahead_with_notice", REFUSAL_inconsistent, why);
}

/* Somewhere a deadline must fall. */
static bool leaves_half_the_year(const struct objects *avoided)
{
	const struct week_range *range = avoided->item;
	uint64_t weeks = 0;

	for (int i = 0; i < avoided->count; i++)
		for (int64_t week = range[i].from, left = 53; left-- > 0; week = week % 53 + 1) {
			weeks |= CALENDAR_WEEK(week);
			if (week == range[i].to)
				break;
		}
	return __builtin_popcountll(weeks) <= 26;
}

static bool closes_once(const struct objects *closing_days)
{
	const struct closing_day *day = closing_days->item;

	for (int i = 0; i < closing_days->count; i++)
		for (int j = 0; j < i; j++)
			if (day[i].date == day[j].date)
				return false;
	return true;
}

/* Silence about these is lawful, and nobody is chased for it. */
#define LAWFUL_SILENCE (RUNG_KIND(DEADLINE_COMMENT) | RUNG_KIND(DEADLINE_ORDER_COMMENT) | RUNG_KIND(DEADLINE_APPEAL))

static bool is_alert(const struct rung *rung)
{
	return rung->action == RUNG_ALERT || rung->action == RUNG_LEADER_ALERT;
}

/* Why a rung contradicts itself, or NULL: an alert is ours alone, a letter is the enterprise's. */
static const char *wrong_by_itself(const struct rung *rung)
{
	if (rung->kinds & LAWFUL_SILENCE)
		return "nobody is chased for comment, order_comment and appeal";
	if (is_alert(rung) != (rung->channel == RUNG_BY_NOTICE) || is_alert(rung) == (rung->recipient == RUNG_TO_ENTERPRISE))
		return "an alert goes to our own by notice, everything else to the enterprise by letter";
	if (rung->automatic && !is_alert(rung) && rung->action != RUNG_REMINDER_1)
		return "only alerts and reminder_1 may be automatic";
	if (rung->after < 0 && (rung->from != RUNG_FROM_DUE || !is_alert(rung)))
		return "only an alert may come before the due date";
	if (is_alert(rung) && rung->new_date != 0)
		return "an alert sets no new date";
	return NULL;
}

/* Why the rungs of one kind are no ladder, or NULL: each has its day, and none lies before the last. */
static const char *wrong_in_order(const struct policy *policy, int kind)
{
	const struct rung *before = NULL;
	int day = 0, new_date = INT32_MIN;      /* days after due: of the rung before, and of the newest new date */

	for (int i = 0; i < policy->rung_count; i++) {
		const struct rung *rung = &policy->rungs[i];
		int from = rung->from == RUNG_FROM_DUE ? 0 : rung->from == RUNG_FROM_BEFORE ? day : new_date;

		if (!(rung->kinds & RUNG_KIND(kind)))
			continue;
		if ((rung->from == RUNG_FROM_BEFORE && before == NULL) || (rung->from == RUNG_FROM_NEW_DATE && new_date == INT32_MIN))
			return "there is no rung before it to count from";
		if (before != NULL && from + rung->after < day)
			return "a rung comes before the one above it in the list";
		day = from + rung->after;
		if (rung->new_date > 0)
			new_date = day + rung->new_date;
		before = rung;
	}
	return NULL;
}

static void check_rungs(const struct policy *policy, struct arena *arena, struct mistakes *mistakes)
{
	const char *why;

	for (int i = 0; i < policy->rung_count; i++) {
		const char *pointer = arena_format(arena, "/rungs/%d", i);

		why = wrong_by_itself(&policy->rungs[i]);
		if (why != NULL)
			mistakes_add(mistakes, pointer, REFUSAL_inconsistent, why);
		for (int j = 0; j < i; j++)
			if (strcmp(policy->rungs[i].code, policy->rungs[j].code) == 0)
				mistakes_add(mistakes, arena_format(arena, "%s/code", pointer), REFUSAL_duplicate_item, NULL);
	}
	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		why = wrong_in_order(policy, kind);
		if (why != NULL)
			mistakes_add(mistakes, "/rungs", REFUSAL_inconsistent,
				arena_format(arena, "%s: %s", deadline_kinds.word[kind], why));
	}
}

void policy_check(const struct policy_version *policy, struct arena *arena, struct mistakes *mistakes)
{
	struct policy_room *room = arena_take(arena, sizeof *room);

	check_period(policy->valid_from, policy->valid_to, "/valid_to", mistakes);
	check_ahead(policy, mistakes);
	if (!correction_rises(&policy->correction))
		mistakes_add(mistakes, "/correction", REFUSAL_inconsistent,
			"a graver breach has no more days, a more complex one no fewer");
	if (!leaves_half_the_year(&policy->avoided_weeks))
		mistakes_add(mistakes, "/avoided_weeks", REFUSAL_inconsistent, "at most 26 weeks of the year");
	if (!closes_once(&policy->closing_days))
		mistakes_add(mistakes, "/closing_days", REFUSAL_duplicate_item, NULL);
	if (policy->programme[0] != '\0' && policy->closing_days.count > 0)
		mistakes_add(mistakes, "/closing_days", REFUSAL_inconsistent,
			"the authority is closed for all its programmes: say it in a policy without one");
	if (strcmp(policy->send_to, policy->send_from) <= 0)
		mistakes_add(mistakes, "/send_to", REFUSAL_ends_before_start, NULL);
	check_rungs(policy_read(policy, room), arena, mistakes);
}
