/* guards_audit - what holds an audit's steps back, and what does not. */
#include "ask.h"

TEST(an_audit_without_a_lead_auditor_is_not_notified)
{
	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	w.audit.lead_auditor[0] = '\0';
	HELD_BY(lead_auditor_missing, AUDIT);
	READY_AUDIT(BEGIN_FIELDWORK, PLANNED, FIELDWORK);
	w.audit.lead_auditor[0] = '\0';
	HOLDS(lead_auditor_missing);
}

TEST(a_visit_needs_both_its_dates_and_other_methods_none)
{
	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	w.audit.visit_from = DAY_NONE;
	HOLDS(visit_dates_missing);
	w.audit.visit_from = w.audit.visit_to, w.audit.visit_to = DAY_NONE;
	HELD_BY(visit_dates_missing, AUDIT);
	for (int method = 0; method < METHODS; method++) {
		w.audit.method = method;
		assert_int_equal(holds(GUARD_visit_dates_missing), method == METHOD_SYSTEM_AUDIT
			|| method == METHOD_SPOT_CHECK || method == METHOD_UNANNOUNCED || method == METHOD_JOINT);
	}
}

TEST(measure_points_stand_in_every_plan_that_may_conclude)
{
	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	w.audit.measure_points.count = 0;
	HELD_BY(measure_point_missing, AUDIT);
	for (int method = 0; method < METHODS; method++) {
		w.audit.method = method;
		assert_int_equal(holds(GUARD_measure_point_missing), method != METHOD_THREE_PHASE);
	}
}

TEST(each_method_has_its_own_steps)
{
	for (int method = 0; method < METHODS; method++) {
		READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
		w.audit.method = method;
		assert_int_equal(holds(GUARD_wrong_method), method == METHOD_UNANNOUNCED);
		READY_AUDIT(BEGIN_FIELDWORK, PLANNED, FIELDWORK);
		w.audit.method = method;
		assert_int_equal(holds(GUARD_wrong_method), method != METHOD_UNANNOUNCED);
		READY_AUDIT(AGREE_CLOSURE, FOLLOW_UP, FOLLOW_UP);
		w.audit.method = method;
		assert_int_equal(holds(GUARD_wrong_method), method != METHOD_JOINT);
		ready(MACHINE_BREACH, BREACH_REGISTER, -1, BREACH_DRAFT);
		w.audit.method = method;
		assert_int_equal(holds(GUARD_wrong_method), method == METHOD_THREE_PHASE);
	}
}

TEST(whoever_has_a_conflict_of_interest_is_not_assigned)
{
	READY_AUDIT(ASSIGN, PLANNED, PLANNED);
	w.facts.conflict_count = 1;
	set_id(w.conflicts[0].account, COLLEAGUE);
	LETS(conflict_of_interest);
	set_id(w.action.lead_auditor, COLLEAGUE);
	HELD_BY(conflict_of_interest, COLLEAGUE);
	w.action.lead_auditor[0] = '\0';
	set_id(w.action.follow_up_lead, COLLEAGUE);
	HELD_BY(conflict_of_interest, COLLEAGUE);
	w.action.follow_up_lead[0] = '\0';
	w.action.team = ids_two(MEMBER, COLLEAGUE);
	HELD_BY(conflict_of_interest, COLLEAGUE);
	w.asking.action = NULL;
	LETS(conflict_of_interest);
}

TEST(a_visit_ends_with_a_meeting_or_the_reason_for_none)
{
	READY_AUDIT(END_FIELDWORK, FIELDWORK, DRAFTING);
	w.action.summary_meeting_date = DAY_NONE;
	HELD_BY(summary_meeting_missing, AUDIT);
	w.action.no_meeting_reason = "";
	HOLDS(summary_meeting_missing);
	w.action.no_meeting_reason = "Virksomheten ønsket det ikke.";
	LETS(summary_meeting_missing);
	w.action.no_meeting_reason = NULL;
	w.asking.action = NULL;
	LETS(summary_meeting_missing);
	w.asking.action = &w.action;
	w.audit.method = METHOD_DOCUMENT;
	LETS(summary_meeting_missing);
}

TEST(without_a_visit_everything_asked_for_must_have_come)
{
	struct deadline *deadline;

	READY_AUDIT(END_FIELDWORK, FIELDWORK, DRAFTING);
	deadline = add_deadline(&w, DEADLINE_DOCUMENTS, DEADLINE_RUNNING, 0, LATER);
	LETS(documents_incomplete);
	w.audit.method = METHOD_SELF_ASSESSMENT;
	HELD_BY(documents_incomplete, DEADLINE);
	deadline->kind = DEADLINE_SURVEY;
	HOLDS(documents_incomplete);
	deadline->kind = DEADLINE_CONTACT_PERSON;
	LETS(documents_incomplete);
	deadline->kind = DEADLINE_DOCUMENTS;
	deadline->state = DEADLINE_MET_LATE;
	LETS(documents_incomplete);
}

TEST(no_case_ends_while_an_order_lives)
{
	static const bool live[ORDER_STATES] = { [ORDER_ANNOUNCED] = true, [ORDER_ISSUED] = true,
		[ORDER_REFERRED] = true, [ORDER_FINED] = true };

	for (int state = 0; state < ORDER_STATES; state++) {
		READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
		add_order(&w, state);
		assert_int_equal(holds(GUARD_order_live), live[state]);
		READY_AUDIT(CANCEL, HEARING, CANCELLED);
		add_order(&w, state);
		assert_int_equal(held_by(GUARD_order_live, id(ORDER)), live[state]);
		READY_AUDIT(SEND_FINAL, DRAFTING, CLOSED);
		add_order(&w, state);
		assert_int_equal(holds(GUARD_order_live), live[state]);
		READY_AUDIT(SEND_FINAL, HEARING, CLOSED);
		add_order(&w, state);
		assert_int_equal(holds(GUARD_order_live), live[state]);
	}
}

TEST(a_cancellation_is_told_to_whom_knows_of_the_audit)
{
	READY_AUDIT(CANCEL, PLANNED, CANCELLED);
	w.facts.letter_count = 0;
	LETS(letter_not_approved);
	READY_AUDIT(CANCEL, NOTIFIED, CANCELLED);
	w.facts.letter_count = 0;
	HOLDS(letter_not_approved);
}

TEST(an_outside_owner_agrees_by_a_document)
{
	READY_AUDIT(AGREE_CLOSURE, FOLLOW_UP, FOLLOW_UP);
	w.action.document[0] = '\0';
	assert_true(held_by(GUARD_document_missing, "Helse"));
	w.asking.action = NULL;
	LETS(document_missing);
	w.asking.action = &w.action;
	w.owners[0].kind = OWNER_DEPARTMENT;
	LETS(document_missing);
}

TEST(an_owner_speaks_for_itself_alone)
{
	READY_AUDIT(AGREE_CLOSURE, FOLLOW_UP, FOLLOW_UP);
	w.asking.actor = BY_CASEWORKER | BY_OWNER;
	assert_true(allowed());
	set_id(w.owners[0].lead_auditor, OWNER_LEAD);
	assert_false(allowed());
	w.asking.actor |= BY_LEADER;
	assert_true(allowed());
	w.asking.actor = BY_CASEWORKER | BY_OWNER;
	set_id(w.owners[0].lead_auditor, LEADER);
	w.action.owner = "Beredskap";
	assert_false(allowed());
	LETS(document_missing);
}

TEST(no_case_closes_on_an_open_breach)
{
	for (int state = 0; state < BREACH_STATES; state++) {
		READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
		w.breaches[0].state = state;
		assert_int_equal(held_by(GUARD_breach_open, id(BREACH)),
			state != BREACH_CORRECTED && state != BREACH_DROPPED);
	}
}

TEST(no_case_closes_while_a_deadline_of_the_follow_up_runs)
{
	for (int kind = 0; kind < DEADLINE_KINDS; kind++)
		for (int state = 0; state < DEADLINE_STATES; state++) {
			bool blocks = kind == DEADLINE_CORRECTION || kind == DEADLINE_MILESTONE || kind == DEADLINE_PLAN
				|| kind == DEADLINE_MEASUREMENT || kind == DEADLINE_ORDER_COMPLIANCE;

			READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
			add_deadline(&w, kind, state, BREACH, LATER);
			assert_int_equal(held_by(GUARD_deadline_running, id(DEADLINE)),
				blocks && state == DEADLINE_RUNNING);
		}
}

TEST(every_owner_of_a_joint_audit_agrees_to_its_end)
{
	READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
	w.owners[0].agreed_on = DAY_NONE;
	LETS(owner_has_not_agreed);
	w.audit.method = METHOD_JOINT;
	assert_true(held_by(GUARD_owner_has_not_agreed, "Helse"));
	w.owners[0].agreed_on = on(TODAY);
	LETS(owner_has_not_agreed);
}

TEST(a_closure_letter_rests_on_what_still_is_so)
{
	READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
	w.audit.basis_changed_at = w.letters[0].submitted_at;
	LETS(basis_changed);
	w.audit.basis_changed_at++;
	assert_true(held_by(GUARD_basis_changed, w.letters[0].id));
	w.audit.basis_changed_at = INSTANT_NONE;
	LETS(basis_changed);
}

TEST(only_what_was_corrected_is_reopened)
{
	READY_AUDIT(REOPEN, CLOSED, FOLLOW_UP);
	for (int state = 0; state < BREACH_STATES; state++) {
		w.breaches[0].state = state;
		assert_int_equal(held_by(GUARD_breach_not_corrected, id(BREACH)), state != BREACH_CORRECTED);
	}
	w.action.breaches = ids(OTHER_BREACH);
	HELD_BY(breach_not_corrected, OTHER_BREACH);
	w.asking.action = NULL;
	LETS(breach_not_corrected);
}

TEST(only_an_imported_case_is_adopted)
{
	READY_AUDIT(ADOPT, HEARING, HEARING);
	w.audit.imported = false;
	HELD_BY(not_imported, AUDIT);
}

TEST(what_belongs_to_another_part_of_the_case_is_in_the_wrong_state)
{
	for (int state = 0; state < AUDIT_STATES; state++) {
		ready(MACHINE_BREACH, BREACH_REGISTER, -1, BREACH_DRAFT);
		w.audit.state = state;
		assert_int_equal(held_by(GUARD_wrong_state, id(AUDIT)), state != AUDIT_FIELDWORK
			&& state != AUDIT_DRAFTING && state != AUDIT_HEARING);
		READY_BREACH(RELAPSE, CORRECTED, INSUFFICIENT);
		w.audit.state = state;
		assert_int_equal(holds(GUARD_wrong_state), state != AUDIT_FOLLOW_UP);
		ready(MACHINE_LETTER, LETTER_CREATE, -1, LETTER_DRAFT);
		w.audit.state = state;
		assert_int_equal(holds(GUARD_wrong_state), state == AUDIT_CLOSED || state == AUDIT_CANCELLED);
	}
}

TEST(after_the_end_a_letter_may_only_correct_one_that_was_sent)
{
	struct letter *sent;

	ready(MACHINE_LETTER, LETTER_CREATE, -1, LETTER_DRAFT);
	sent = add_letter(&w, LETTER_CLOSURE, LETTER_DISPATCHED);
	w.audit.state = AUDIT_CLOSED;
	memcpy(w.letters[0].corrects, sent->id, ID_SIZE);
	LETS(wrong_state);
	sent->state = LETTER_JOURNALLED;
	LETS(wrong_state);
	sent->state = LETTER_WITHDRAWN;
	HOLDS(wrong_state);
	w.audit.state = AUDIT_FOLLOW_UP;
	HOLDS(wrong_state);
	w.subject = NULL;
	w.audit.state = AUDIT_CLOSED;
	LETS(wrong_state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_audit_without_a_lead_auditor_is_not_notified),
		cmocka_unit_test(a_visit_needs_both_its_dates_and_other_methods_none),
		cmocka_unit_test(measure_points_stand_in_every_plan_that_may_conclude),
		cmocka_unit_test(each_method_has_its_own_steps),
		cmocka_unit_test(whoever_has_a_conflict_of_interest_is_not_assigned),
		cmocka_unit_test(a_visit_ends_with_a_meeting_or_the_reason_for_none),
		cmocka_unit_test(without_a_visit_everything_asked_for_must_have_come),
		cmocka_unit_test(no_case_ends_while_an_order_lives),
		cmocka_unit_test(a_cancellation_is_told_to_whom_knows_of_the_audit),
		cmocka_unit_test(an_outside_owner_agrees_by_a_document),
		cmocka_unit_test(an_owner_speaks_for_itself_alone),
		cmocka_unit_test(no_case_closes_on_an_open_breach),
		cmocka_unit_test(no_case_closes_while_a_deadline_of_the_follow_up_runs),
		cmocka_unit_test(every_owner_of_a_joint_audit_agrees_to_its_end),
		cmocka_unit_test(a_closure_letter_rests_on_what_still_is_so),
		cmocka_unit_test(only_what_was_corrected_is_reopened),
		cmocka_unit_test(only_an_imported_case_is_adopted),
		cmocka_unit_test(what_belongs_to_another_part_of_the_case_is_in_the_wrong_state),
		cmocka_unit_test(after_the_end_a_letter_may_only_correct_one_that_was_sent),
	};

	return RUN(tests);
}
