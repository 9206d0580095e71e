/* order_guard - what holds an order back: its ground, its breaches, its date, and who may fine. */
#include "core/guard.h"

#include <string.h>

struct order order_of_notice(const struct letter *letter)
{
	const struct notice_of_order *notice = &letter->notice_of_order;
	const bool given = letter->notice_given != 0;

	struct order order = {
		.state = ORDER_ANNOUNCED,
		.breaches = given ? notice->breaches : (struct texts){ 0 },
		.legal_ground = given ? notice->legal_ground : NULL,
		.text = given ? notice->text : NULL,
		.comment_due = given ? notice->comment_due : DAY_NONE,
		.compliance_date = DAY_NONE,
	};

	memcpy(order.letter, letter->id, sizeof order.letter);
	return order;
}

int32_t question_compliance(const struct question *question)
{
	const struct order *order = question->subject;
	const struct action *action = question->asking->action;
	const struct letter *letter = question_letter(question);
	const struct letter_date *dates = letter != NULL ? letter->dates.item : NULL;

	if (action != NULL && action->compliance_date != DAY_NONE)
		return action->compliance_date;
	for (int i = 0; dates != NULL && i < letter->dates.count; i++)
		if (dates[i].kind == DEADLINE_ORDER_COMPLIANCE && dates[i].due != DAY_NONE)
			return dates[i].due;
	return order->compliance_date;
}

static bool is_answered_by(const struct case_facts *facts, const struct breach *breach,
	const char *ground)
{
	for (int i = 0; i < breach->requirements.count; i++) {
		const struct requirement *requirement = facts_requirement(facts, breach->requirements.item[i]);

		if (requirement != NULL && text_given(requirement->act)
		    && policy_ground_answers(facts->policy, ground, requirement->act))
			return true;
	}
	return false;
}

/* The ground stated must answer each breach by one of its requirements. */
void guard_legal_ground_missing(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct order *order = question->subject;

	if (order == NULL)
		return;
	if (!text_given(order->legal_ground))
		guard_hold(judgement, GUARD_legal_ground_missing, NULL);
	for (int i = 0; i < order->breaches.count; i++) {
		const struct breach *breach = facts_breach(facts, order->breaches.item[i]);

		if (!text_given(order->legal_ground) || breach == NULL
		    || !is_answered_by(facts, breach, order->legal_ground))
			guard_hold(judgement, GUARD_legal_ground_missing, order->breaches.item[i]);
	}
}

static bool is_overdue(const struct case_facts *facts, const struct breach *breach)
{
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (id_same(deadline->breach, breach->id) && !deadline_kind_is_internal(deadline->kind)
		    && deadline_is_overdue(deadline, facts->today))
			return true;
	}
	return false;
}

/* In the preliminary report any finding; in the follow-up what is not done or cannot wait. */
static bool has_ground(const struct question *question, const struct breach *breach)
{
	const struct case_facts *facts = question->facts;
	const struct order *order = question->subject;
	const struct letter *letter = facts_letter(facts, order->letter);

	if (letter != NULL && letter->kind == LETTER_PRELIMINARY_REPORT)
		return facts->audit->state == AUDIT_DRAFTING && breach->state == BREACH_DRAFT;
	return facts->audit->state == AUDIT_FOLLOW_UP && breach_is_open(breach)
		&& (breach->state == BREACH_INSUFFICIENT || breach->urgent > 0 || is_overdue(facts, breach));
}

void guard_no_ground_to_order(const struct question *question, struct judgement *judgement)
{
	const struct order *order = question->subject;

	if (order == NULL)
		return;
	if (order->breaches.count == 0)
		guard_hold(judgement, GUARD_no_ground_to_order, NULL);
	for (int i = 0; i < order->breaches.count; i++) {
		const struct breach *breach = facts_breach(question->facts, order->breaches.item[i]);

		if (breach == NULL || !has_ground(question, breach))
			guard_hold(judgement, GUARD_no_ground_to_order, order->breaches.item[i]);
	}
}

void guard_breach_not_open(const struct question *question, struct judgement *judgement)
{
	const struct order *order = question->subject;
	bool any = false;

	for (int i = 0; i < order->breaches.count; i++) {
		const struct breach *breach = facts_breach(question->facts, order->breaches.item[i]);
		bool becomes = breach != NULL && breach->state == BREACH_DRAFT
			&& (question->asking->actor & BY_CASE) != 0;
		bool is_open = breach != NULL
			&& (breach->state == BREACH_ESTABLISHED || breach->state == BREACH_INSUFFICIENT);

		any |= is_open || becomes;
		if (breach == NULL || (breach_stands(breach) && !is_open && !becomes))
			guard_hold(judgement, GUARD_breach_not_open, order->breaches.item[i]);
	}
	if (!any)
		guard_hold(judgement, GUARD_breach_not_open, order->id);
}

void guard_compliance_date_missing(const struct question *question, struct judgement *judgement)
{
	const struct order *order = question->subject;

	if (question->asking->action == NULL && (question->asking->actor & BY_CASE) == 0)
		return;
	if (question_compliance(question) == DAY_NONE)
		guard_hold(judgement, GUARD_compliance_date_missing, order->id);
}

void guard_needs_national_decision(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;
	const struct order *order = question->subject;

	if (action != NULL && !question->facts->national_board && action->decision[0] == '\0')
		guard_hold(judgement, GUARD_needs_national_decision, order->id);
}

void guard_municipality_fine_blocked(const struct question *question, struct judgement *judgement)
{
	const struct order *order = question->subject;

	if (question->facts->enterprise->kind == ENTERPRISE_MUNICIPALITY
	    && !question->facts->policy->fine_municipality)
		guard_hold(judgement, GUARD_municipality_fine_blocked, order->id);
}
