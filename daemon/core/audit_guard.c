/* audit_guard - what holds an audit's steps back, but for its reports. */
#include "core/guard.h"

#include <string.h>

static const struct method_flags *method_of(const struct question *question)
{
	return method_flags(question->facts->audit->method);
}

/* Of a breach or a letter: the state of the audit it belongs to. */
void guard_wrong_state(const struct question *question, struct judgement *judgement)
{
	const struct audit *audit = question->facts->audit;
	bool right = true;

	if (question_is(question, MACHINE_BREACH, BREACH_REGISTER))
		right = audit->state == AUDIT_FIELDWORK || audit->state == AUDIT_DRAFTING
			|| audit->state == AUDIT_HEARING;
	else if (question->machine == MACHINE_BREACH)
		right = audit->state == AUDIT_FOLLOW_UP;
	else if (question->subject != NULL) {
		const struct letter *letter = question->subject;
		const struct letter *corrected = facts_letter(question->facts, letter->corrects);
		bool ended = audit->state == AUDIT_CLOSED || audit->state == AUDIT_CANCELLED;

		right = letter->corrects[0] == '\0' ? !ended
			: corrected != NULL && letter_was_sent(corrected);
	}
	if (!right)
		guard_hold(judgement, GUARD_wrong_state, audit->id);
}

void guard_wrong_method(const struct question *question, struct judgement *judgement)
{
	const struct method_flags *method = method_of(question);
	bool right;

	if (question->machine == MACHINE_BREACH)
		right = audit_concludes(question->facts->audit);
	else if (question->event == AUDIT_NOTIFY)
		right = method->notice_needed;
	else if (question->event == AUDIT_BEGIN_FIELDWORK)
		right = !method->notice_needed;
	else
		right = method->joint;
	if (!right)
		guard_hold(judgement, GUARD_wrong_method, question->facts->audit->id);
}

void guard_lead_auditor_missing(const struct question *question, struct judgement *judgement)
{
	if (question->facts->audit->lead_auditor[0] == '\0')
		guard_hold(judgement, GUARD_lead_auditor_missing, question->facts->audit->id);
}

void guard_visit_dates_missing(const struct question *question, struct judgement *judgement)
{
	const struct audit *audit = question->facts->audit;

	if (method_of(question)->visit_needed
	    && (audit->visit_from == DAY_NONE || audit->visit_to == DAY_NONE))
		guard_hold(judgement, GUARD_visit_dates_missing, audit->id);
}

void guard_measure_point_missing(const struct question *question, struct judgement *judgement)
{
	const struct audit *audit = question->facts->audit;

	if (audit_concludes(audit) && audit->measure_points.count == 0)
		guard_hold(judgement, GUARD_measure_point_missing, audit->id);
}

void guard_summary_meeting_missing(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;

	if (action == NULL || !method_of(question)->visit_needed)
		return;
	if (action->summary_meeting_date == DAY_NONE && !text_given(action->no_meeting_reason))
		guard_hold(judgement, GUARD_summary_meeting_missing, question->facts->audit->id);
}

void guard_documents_incomplete(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	if (method_of(question)->visit_needed)
		return;
	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline->state == DEADLINE_RUNNING
		    && (deadline->kind == DEADLINE_DOCUMENTS || deadline->kind == DEADLINE_SURVEY))
			guard_hold(judgement, GUARD_documents_incomplete, deadline->id);
	}
}

void guard_order_live(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->order_count; i++)
		if (order_is_live(&facts->orders[i]))
			guard_hold(judgement, GUARD_order_live, facts->orders[i].id);
}

void guard_document_missing(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;
	const struct owner *owner = action != NULL ? facts_owner(question->facts, action->owner) : NULL;

	if (owner != NULL && owner->kind == OWNER_OUTSIDE && action->document[0] == '\0')
		guard_hold(judgement, GUARD_document_missing, owner->name);
}

/* Every breach of the audit; of an order its own, of which one at least was corrected. */
void guard_breach_open(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;
	const struct order *order = question->subject;
	bool corrected = false;

	if (question->machine == MACHINE_AUDIT) {
		for (int i = 0; i < facts->breach_count; i++)
			if (breach_stands(&facts->breaches[i]))
				guard_hold(judgement, GUARD_breach_open, facts->breaches[i].id);
		return;
	}
	for (int i = 0; i < order->breaches.count; i++) {
		const struct breach *breach = facts_breach(facts, order->breaches.item[i]);

		if (breach == NULL || breach_stands(breach))
			guard_hold(judgement, GUARD_breach_open, order->breaches.item[i]);
		corrected |= breach != NULL && breach->state == BREACH_CORRECTED;
	}
	if (!corrected)
		guard_hold(judgement, GUARD_breach_open, order->id);
}

void guard_deadline_running(const struct question *question, struct judgement *judgement)
{
	const struct case_facts *facts = question->facts;

	for (int i = 0; i < facts->deadline_count; i++) {
		const struct deadline *deadline = &facts->deadlines[i];

		if (deadline->state == DEADLINE_RUNNING
		    && (deadline_kind_corrects(deadline->kind) || deadline->kind == DEADLINE_MILESTONE
			|| deadline->kind == DEADLINE_MEASUREMENT || deadline->kind == DEADLINE_PLAN))
			guard_hold(judgement, GUARD_deadline_running, deadline->id);
	}
}

void guard_owner_has_not_agreed(const struct question *question, struct judgement *judgement)
{
	const struct audit *audit = question->facts->audit;
	const struct owner *owners = audit->owners.item;

	for (int i = 0; method_of(question)->joint && i < audit->owners.count; i++)
		if (owners[i].agreed_on == DAY_NONE)
			guard_hold(judgement, GUARD_owner_has_not_agreed, owners[i].name);
}

void guard_basis_changed(const struct question *question, struct judgement *judgement)
{
	const struct letter *letter = question_letter(question);

	if (letter != NULL && question->facts->audit->basis_changed_at > letter->submitted_at)
		guard_hold(judgement, GUARD_basis_changed, letter->id);
}

void guard_breach_not_corrected(const struct question *question, struct judgement *judgement)
{
	const struct action *action = question->asking->action;

	for (int i = 0; action != NULL && i < action->breaches.count; i++) {
		const struct breach *breach = facts_breach(question->facts, action->breaches.item[i]);

		if (breach == NULL || breach->state != BREACH_CORRECTED)
			guard_hold(judgement, GUARD_breach_not_corrected, action->breaches.item[i]);
	}
}

void guard_not_imported(const struct question *question, struct judgement *judgement)
{
	if (!question->facts->audit->imported)
		guard_hold(judgement, GUARD_not_imported, question->facts->audit->id);
}
