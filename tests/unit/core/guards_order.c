/* guards_order - what holds an order back: its ground, its breaches, its date, and who may fine. */
#include "ask.h"

#define READY_ANNOUNCE() ready(MACHINE_ORDER, ORDER_ANNOUNCE, -1, ORDER_ANNOUNCED)
#define THE_ORDER (w.orders[0])

TEST(an_order_names_a_ground_that_answers_each_breach)
{
	READY_ANNOUNCE();
	THE_ORDER.legal_ground = "";
	HELD_BY(legal_ground_missing, BREACH);
	THE_ORDER.legal_ground = "kommuneloven § 30-4";
	HELD_BY(legal_ground_missing, BREACH);
	w.requirements[0].act = "barnevernsloven";
	LETS(legal_ground_missing);
	add_breach(&w, OTHER_BREACH, BREACH_INSUFFICIENT)->requirements = ids(OTHER_REQUIREMENT);
	THE_ORDER.breaches = ids_two(BREACH, OTHER_BREACH);
	HELD_BY(legal_ground_missing, OTHER_BREACH);
	w.breaches[1].requirements = ids_two(OTHER_REQUIREMENT, REQUIREMENT);
	THE_ORDER.breaches = ids(OTHER_BREACH);
	LETS(legal_ground_missing);
	w.subject = NULL;
	LETS(legal_ground_missing);
	LETS(no_ground_to_order);
	LETS(deadline_too_near);
}

TEST(an_order_without_breaches_or_of_unknown_ones_has_no_ground)
{
	READY_ANNOUNCE();
	THE_ORDER.breaches.count = 0;
	HOLDS(no_ground_to_order);
	THE_ORDER.breaches = ids(OTHER_BREACH);
	HELD_BY(no_ground_to_order, OTHER_BREACH);
	HELD_BY(legal_ground_missing, OTHER_BREACH);
}

TEST(in_follow_up_an_order_is_for_what_is_overdue_insufficient_or_urgent)
{
	for (int state = 0; state < BREACH_STATES; state++) {
		bool is_open = state == BREACH_ESTABLISHED || state == BREACH_INSUFFICIENT || state == BREACH_REPORTED;

		READY_ANNOUNCE();
		w.breaches[0].state = state;
		assert_int_equal(held_by(GUARD_no_ground_to_order, id(BREACH)), state != BREACH_INSUFFICIENT);
		w.breaches[0].urgent = 1;
		assert_int_equal(holds(GUARD_no_ground_to_order), !is_open);
		w.breaches[0].urgent = -1;
		add_deadline(&w, DEADLINE_PLAN, DEADLINE_RUNNING, BREACH, "2026-02-27");
		assert_int_equal(holds(GUARD_no_ground_to_order), !is_open);
		w.deadlines[1].effective_due = w.facts.today;
		assert_int_equal(holds(GUARD_no_ground_to_order), state != BREACH_INSUFFICIENT);
	}
}

TEST(our_own_delay_is_no_ground_and_nor_is_anothers_breach)
{
	READY_ANNOUNCE();
	w.breaches[0].state = BREACH_REPORTED;
	add_deadline(&w, DEADLINE_ASSESSMENT, DEADLINE_RUNNING, BREACH, "2026-02-20");
	HOLDS(no_ground_to_order);
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_RUNNING, OTHER_BREACH, "2026-02-20");
	HOLDS(no_ground_to_order);
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_MET_LATE, BREACH, "2026-02-20");
	HOLDS(no_ground_to_order);
	w.deadlines[3].state = DEADLINE_RUNNING;
	LETS(no_ground_to_order);
}

TEST(outside_of_follow_up_only_the_preliminary_report_announces_an_order)
{
	for (int state = 0; state < AUDIT_STATES; state++) {
		READY_ANNOUNCE();
		w.audit.state = state;
		w.breaches[0].urgent = 1;
		assert_int_equal(holds(GUARD_no_ground_to_order), state != AUDIT_FOLLOW_UP);
		w.breaches[0].state = BREACH_DRAFT;
		memcpy(THE_ORDER.letter, w.letters[0].id, ID_SIZE);
		HOLDS(no_ground_to_order);
		w.letters[0].kind = LETTER_PRELIMINARY_REPORT;
		assert_int_equal(holds(GUARD_no_ground_to_order), state != AUDIT_DRAFTING);
	}
}

TEST(an_order_gives_two_weeks_to_comment)
{
	READY_ANNOUNCE();
	THE_ORDER.comment_due = w.facts.today + 14;
	LETS(deadline_too_near);
	THE_ORDER.comment_due--;
	HELD_BY(deadline_too_near, ORDER);
	THE_ORDER.comment_due = DAY_NONE;
	HOLDS(deadline_too_near);
}

TEST(an_order_waits_for_its_comments_unless_it_is_urgent)
{
	static const bool heard[DEADLINE_STATES] = { [DEADLINE_MET] = true, [DEADLINE_MET_LATE] = true,
		[DEADLINE_LAPSED] = true };

	for (int state = 0; state < DEADLINE_STATES; state++) {
		READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
		w.deadlines[0].state = state;
		assert_int_equal(held_by(GUARD_comment_pending, id(DEADLINE)), !heard[state]);
		w.action.urgent_reason = "Fare for liv.";
		LETS(comment_pending);
		w.asking.action = NULL;
		assert_int_equal(holds(GUARD_comment_pending), !heard[state]);
		THE_ORDER.urgent_reason = "Fare for liv.";
		LETS(comment_pending);
	}
	READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
	set_id(w.deadlines[0].order, DOCUMENT);
	HELD_BY(comment_pending, ORDER);
}

TEST(an_order_is_for_breaches_that_are_established)
{
	for (int state = 0; state < BREACH_STATES; state++) {
		READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
		w.breaches[0].state = state;
		assert_int_equal(holds(GUARD_breach_not_open), state != BREACH_ESTABLISHED && state != BREACH_INSUFFICIENT);
	}
	add_breach(&w, OTHER_BREACH, BREACH_ESTABLISHED);
	THE_ORDER.breaches = ids_two(BREACH, OTHER_BREACH);
	w.breaches[0].state = BREACH_CORRECTED;
	LETS(breach_not_open);
	w.breaches[0].state = BREACH_DROPPED;
	LETS(breach_not_open);
	w.breaches[0].state = BREACH_REPORTED;
	HELD_BY(breach_not_open, BREACH);
	w.breaches[0].state = BREACH_CORRECTED, w.breaches[1].state = BREACH_DROPPED;
	HELD_BY(breach_not_open, ORDER);
	THE_ORDER.breaches = ids(DOCUMENT);
	HOLDS(breach_not_open);
}

TEST(with_the_final_report_what_it_establishes_is_enough)
{
	READY_AUDIT(SEND_FINAL, HEARING, FOLLOW_UP);
	assert_int_equal(w.breaches[0].state, BREACH_DRAFT);
	LETS(breach_not_open);
	READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
	w.breaches[0].state = BREACH_DRAFT;
	HOLDS(breach_not_open);
}

TEST(an_order_has_a_date_for_compliance_from_one_of_three)
{
	READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
	w.action.compliance_date = DAY_NONE;
	LETS(compliance_date_missing);
	THE_ORDER.compliance_date = DAY_NONE;
	HELD_BY(compliance_date_missing, ORDER);
	w.dates[0].kind = DEADLINE_ORDER_COMPLIANCE;
	LETS(compliance_date_missing);
	w.dates[0].due = DAY_NONE;
	HOLDS(compliance_date_missing);
	w.asking.action = NULL;
	LETS(compliance_date_missing);
	READY_AUDIT(SEND_FINAL, HEARING, FOLLOW_UP);
	w.orders[0].compliance_date = w.action.compliance_date = DAY_NONE;
	w.asking.action = NULL;
	HELD_BY(compliance_date_missing, ORDER);
}

TEST(only_the_national_board_fines)
{
	READY_ORDER(FINE, REFERRED, FINED);
	w.action.decision[0] = '\0';
	HELD_BY(needs_national_decision, ORDER);
	w.facts.national_board = true;
	LETS(needs_national_decision);
	w.facts.national_board = false;
	w.asking.action = NULL;
	LETS(needs_national_decision);
}

TEST(a_municipality_is_fined_only_where_the_policy_says_so)
{
	for (int kind = 0; kind < ENTERPRISE_KINDS; kind++) {
		READY_ORDER(FINE, ISSUED, FINED);
		w.enterprise.kind = kind;
		LETS(municipality_fine_blocked);
		w.policy.fine_municipality = false;
		assert_int_equal(held_by(GUARD_municipality_fine_blocked, id(ORDER)), kind == ENTERPRISE_MUNICIPALITY);
	}
}

TEST(an_order_is_complied_with_when_all_its_breaches_are_and_one_by_correction)
{
	READY_ORDER(COMPLY, FINED, COMPLIED);
	add_breach(&w, OTHER_BREACH, BREACH_DROPPED);
	THE_ORDER.breaches = ids_two(BREACH, OTHER_BREACH);
	LETS(breach_open);
	w.breaches[1].state = BREACH_REPORTED;
	HELD_BY(breach_open, OTHER_BREACH);
	w.breaches[0].state = w.breaches[1].state = BREACH_DROPPED;
	HELD_BY(breach_open, ORDER);
	THE_ORDER.breaches = ids_two(BREACH, DOCUMENT);
	w.breaches[0].state = BREACH_CORRECTED;
	HELD_BY(breach_open, DOCUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_order_names_a_ground_that_answers_each_breach),
		cmocka_unit_test(an_order_without_breaches_or_of_unknown_ones_has_no_ground),
		cmocka_unit_test(in_follow_up_an_order_is_for_what_is_overdue_insufficient_or_urgent),
		cmocka_unit_test(our_own_delay_is_no_ground_and_nor_is_anothers_breach),
		cmocka_unit_test(outside_of_follow_up_only_the_preliminary_report_announces_an_order),
		cmocka_unit_test(an_order_gives_two_weeks_to_comment),
		cmocka_unit_test(an_order_waits_for_its_comments_unless_it_is_urgent),
		cmocka_unit_test(an_order_is_for_breaches_that_are_established),
		cmocka_unit_test(with_the_final_report_what_it_establishes_is_enough),
		cmocka_unit_test(an_order_has_a_date_for_compliance_from_one_of_three),
		cmocka_unit_test(only_the_national_board_fines),
		cmocka_unit_test(a_municipality_is_fined_only_where_the_policy_says_so),
		cmocka_unit_test(an_order_is_complied_with_when_all_its_breaches_are_and_one_by_correction),
	};

	return RUN(tests);
}
