/* facts - what the rows of a case say when asked the questions of the law. */
#include "core/facts.h"

#include <string.h>

#define FIND(noun, rows, count) \
const struct noun *facts_##noun(const struct case_facts *facts, const char *id) \
{ \
	for (int i = 0; i < facts->count; i++) \
		if (id_same(facts->rows[i].id, id)) \
			return &facts->rows[i]; \
	return NULL; \
}

bool id_same(const char *a, const char *b)
{
	return a != NULL && b != NULL && *a != '\0' && strcmp(a, b) == 0;
}

bool id_among(const struct texts *ids, const char *id)
{
	for (int i = 0; i < ids->count; i++)
		if (id_same(ids->item[i], id))
			return true;
	return false;
}

bool text_given(const char *text)
{
	return text != NULL && *text != '\0';
}

FIND(breach, breaches, breach_count)
FIND(deadline, deadlines, deadline_count)
FIND(letter, letters, letter_count)
FIND(order, orders, order_count)
FIND(requirement, requirements, requirement_count)

const struct owner *facts_owner(const struct case_facts *facts, const char *name)
{
	const struct owner *owners = facts->audit->owners.item;

	for (int i = 0; name != NULL && i < facts->audit->owners.count; i++)
		if (strcmp(owners[i].name, name) == 0)
			return &owners[i];
	return NULL;
}

bool breach_stands(const struct breach *breach)
{
	return breach->state != BREACH_CORRECTED && breach->state != BREACH_DROPPED;
}

bool breach_is_open(const struct breach *breach)
{
	return breach->state == BREACH_ESTABLISHED || breach->state == BREACH_INSUFFICIENT
		|| breach->state == BREACH_REPORTED;
}

bool order_is_live(const struct order *order)
{
	return order->state == ORDER_ANNOUNCED || order->state == ORDER_ISSUED
		|| order->state == ORDER_REFERRED || order->state == ORDER_FINED;
}

bool deadline_is_live(const struct deadline *deadline)
{
	return deadline->state == DEADLINE_PROPOSED || deadline->state == DEADLINE_RUNNING;
}

bool deadline_is_overdue(const struct deadline *deadline, int32_t today)
{
	return deadline->state == DEADLINE_RUNNING && today > deadline->effective_due;
}

bool deadline_kind_corrects(int kind)
{
	return kind == DEADLINE_CORRECTION || kind == DEADLINE_ORDER_COMPLIANCE;
}

bool deadline_kind_is_internal(int kind)
{
	return kind == DEADLINE_DRAFT_REPORT || kind == DEADLINE_FINAL_REPORT || kind == DEADLINE_ASSESSMENT;
}

bool deadline_kind_may_lapse(int kind)
{
	return kind == DEADLINE_COMMENT || kind == DEADLINE_ORDER_COMMENT || kind == DEADLINE_APPEAL;
}

bool letter_was_sent(const struct letter *letter)
{
	return letter->state == LETTER_DISPATCHED || letter->state == LETTER_JOURNALLED;
}

bool letter_is_reminder(const struct letter *letter)
{
	return letter->kind == LETTER_REMINDER_1 || letter->kind == LETTER_REMINDER_2;
}

bool letter_dates(const struct letter *letter, const struct deadline *deadline)
{
	const struct letter_date *dates = letter->dates.item;

	for (int i = 0; i < letter->dates.count; i++)
		if (dates[i].kind == deadline->kind && strcmp(dates[i].breach, deadline->breach) == 0)
			return true;
	return false;
}

bool letter_is_about(const struct letter *letter, const struct deadline *deadline)
{
	return letter_dates(letter, deadline) || (letter->dates.count == 0
		&& (letter->breaches.count == 0 || id_among(&letter->breaches, deadline->breach)));
}

bool evidence_counts(const struct breach *breach, const struct evidence *evidence)
{
	return id_same(evidence->breach, breach->id)
		&& breach->counts_from != INSTANT_NONE
		&& evidence->received_on >= instant_day(breach->counts_from)
		&& evidence->registered_at > breach->counts_from;
}

bool observation_counts(const struct breach *breach, const struct observation *observation)
{
	return id_same(observation->breach, breach->id)
		&& breach->counts_from != INSTANT_NONE
		&& observation->period_from >= instant_day(breach->counts_from)
		&& observation->registered_at > breach->counts_from;
}

const struct assessment *facts_last_assessment(const struct case_facts *facts, const char *breach)
{
	const struct assessment *last = NULL;

	for (int i = 0; i < facts->assessment_count; i++)
		if (id_same(facts->assessments[i].breach, breach)
		    && (last == NULL || facts->assessments[i].assessed_at > last->assessed_at))
			last = &facts->assessments[i];
	return last;
}

bool demand_measures(const struct demand *demand, const struct breach *breach)
{
	return id_same(demand->breach, breach->id) && demand->measure_point[0] != '\0';
}

bool facts_measured(const struct case_facts *facts, const struct breach *breach)
{
	for (int i = 0; i < facts->demand_count; i++)
		if (demand_measures(&facts->demands[i], breach))
			return true;
	return false;
}

bool facts_demands(const struct case_facts *facts, const struct breach *breach, int evidence_kind)
{
	for (int i = 0; i < facts->demand_count; i++)
		if (id_same(facts->demands[i].breach, breach->id)
		    && facts->demands[i].evidence_kind == evidence_kind)
			return true;
	return false;
}

const struct deadline *facts_newest(const struct case_facts *facts, int kind, const char *order)
{
	const struct deadline *newest = NULL;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline->kind != kind || deadline->successor[0] != '\0')
			continue;
		if (order != NULL && !id_same(deadline->order, order))
			continue;
		if (newest == NULL || strcmp(deadline->id, newest->id) > 0)
			newest = deadline;
	}
	return newest;
}

const struct deadline *facts_correction(const struct case_facts *facts, const char *breach)
{
	const struct deadline *last = NULL;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline_kind_corrects(deadline->kind) && deadline_is_live(deadline)
		    && id_same(deadline->breach, breach) && (last == NULL || deadline->due > last->due))
			last = deadline;
	}
	return last;
}

bool facts_has_live(const struct case_facts *facts, int kind, const char *breach)
{
	for (int i = 0; i < facts->deadline_count; i++)
		if (facts->deadlines[i].kind == kind && deadline_is_live(&facts->deadlines[i])
		    && id_same(facts->deadlines[i].breach, breach))
			return true;
	return false;
}

int32_t facts_notice_due(const struct case_facts *facts, const struct letter *letter)
{
	const struct letter_date *dates = letter->dates.item;
	int32_t due = policy_due(facts->policy, DEADLINE_ORDER_COMMENT, facts->today), first = DAY_NONE;

	for (int i = 0; i < letter->dates.count; i++)
		if (first == DAY_NONE || dates[i].due < first)
			first = dates[i].due;
	return first > due ? first : due;       /* DAY_NONE is before every day */
}

int32_t facts_stated(const struct letter *letter, int kind, const char *breach, int32_t otherwise)
{
	const struct letter_date *dates = letter != NULL ? letter->dates.item : NULL;
	int32_t stated = DAY_NONE;

	for (int i = 0; dates != NULL && i < letter->dates.count; i++) {
		if (dates[i].kind != kind || strcmp(dates[i].breach, breach) != 0)
			continue;
		if (dates[i].due == otherwise)
			return otherwise;
		if (stated == DAY_NONE)
			stated = dates[i].due;
	}
	return stated != DAY_NONE ? stated : otherwise;
}

const struct letter *facts_sent_letter(const struct case_facts *facts, int kind)
{
	const struct letter *newest = NULL;

	for (int i = 0; i < facts->letter_count; i++) {
		const struct letter *letter = &facts->letters[i];

		if (letter->kind == kind && letter_was_sent(letter)
		    && (newest == NULL || letter->dispatched_at > newest->dispatched_at))
			newest = letter;
	}
	return newest;
}

bool facts_order_runs(const struct case_facts *facts, const struct order *order)
{
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];
		const struct breach *breach = facts_breach(facts, deadline->breach);

		if (deadline->kind == DEADLINE_ORDER_COMPLIANCE && deadline->state == DEADLINE_RUNNING
		    && id_same(deadline->order, order->id) && breach != NULL && breach_is_open(breach))
			return true;
	}
	return false;
}

static void instant_after(int64_t *now, int64_t seen)
{
	if (seen >= *now)
		*now = seen + 1;
}

int64_t facts_instant(const struct case_facts *facts, int64_t clock)
{
	int64_t now = clock;

	instant_after(&now, facts->audit->created_at);
	instant_after(&now, facts->audit->closed_at);
	instant_after(&now, facts->audit->basis_changed_at);
	for (int i = 0; i < facts->breach_count; i++) {
		instant_after(&now, facts->breaches[i].registered_at);
		instant_after(&now, facts->breaches[i].counts_from);
	}
	for (int i = 0; i < facts->evidence_count; i++)
		instant_after(&now, facts->evidence[i].registered_at);
	for (int i = 0; i < facts->observation_count; i++)
		instant_after(&now, facts->observations[i].registered_at);
	for (int i = 0; i < facts->assessment_count; i++)
		instant_after(&now, facts->assessments[i].assessed_at);
	for (int i = 0; i < facts->letter_count; i++) {
		instant_after(&now, facts->letters[i].created_at);
		instant_after(&now, facts->letters[i].submitted_at);
		instant_after(&now, facts->letters[i].dispatched_at);
	}
	return now;
}
