/* guards_report - what holds a preliminary or final report back. */
#include "ask.h"

#include "proto/messages.h"

#define READY_PRELIMINARY() READY_AUDIT(SEND_PRELIMINARY, DRAFTING, HEARING)
#define READY_FINAL() READY_AUDIT(SEND_FINAL, HEARING, FOLLOW_UP)

/* As world_ready lays them: comment, correction, milestone. */
enum { COMMENT, CORRECTION, MILESTONE };

TEST(a_breach_has_a_requirement_facts_and_an_answer_to_urgent)
{
	READY_PRELIMINARY();
	w.breaches[0].requirements.count = 0;
	HELD_BY(breach_incomplete, BREACH);
	assert_string_equal(missing(GUARD_breach_incomplete), "requirements");
	READY_PRELIMINARY();
	w.breaches[0].facts = "";
	assert_string_equal(missing(GUARD_breach_incomplete), "facts");
	READY_PRELIMINARY();
	w.breaches[0].urgent = -1;
	assert_string_equal(missing(GUARD_breach_incomplete), "urgent");
	w.breaches[0].state = BREACH_CORRECTED;
	HOLDS(breach_incomplete);
	w.breaches[0].state = BREACH_DROPPED;
	LETS(breach_incomplete);
}

TEST(all_that_a_breach_lacks_is_told_at_once_and_of_which_breach)
{
	READY_PRELIMINARY();
	w.breaches[0].requirements.count = 0;
	w.breaches[0].facts = "";
	add_breach(&w, OTHER_BREACH, BREACH_DRAFT)->urgent = -1;
	assert_string_equal(missing_at(GUARD_breach_incomplete, 0), "requirements");
	assert_string_equal(missing_at(GUARD_breach_incomplete, 1), "facts");
	assert_string_equal(missing_at(GUARD_breach_incomplete, 2), "urgent");
	assert_null(missing_at(GUARD_breach_incomplete, 3));
	assert_true(held_by(GUARD_breach_incomplete, id(BREACH)));
	READY_FINAL();
	w.facts.demand_count = 0;
	assert_string_equal(missing_at(GUARD_breach_without_demand, 0), "practice");
	assert_string_equal(missing_at(GUARD_breach_without_demand, 1), "management");
	assert_string_equal(missing_at(GUARD_breach_without_demand, 2), "measure_point");
	assert_null(missing_at(GUARD_breach_without_demand, 3));
}

TEST(an_urgent_breach_has_an_interim_measure_that_the_enterprise_was_told)
{
	struct letter *letter;

	READY_PRELIMINARY();
	w.breaches[0].urgent = 1;
	assert_string_equal(missing(GUARD_breach_incomplete), "interim_measures");
	letter = add_letter(&w, LETTER_INTERIM_MEASURES, LETTER_DISPATCHED);
	LETS(breach_incomplete);
	letter->state = LETTER_APPROVED;
	HOLDS(breach_incomplete);
	letter->state = LETTER_JOURNALLED;
	letter->breaches = ids(OTHER_BREACH);
	HOLDS(breach_incomplete);
	letter->breaches = ids_two(OTHER_BREACH, BREACH);
	LETS(breach_incomplete);
	letter->kind = LETTER_FOLLOW_UP_DEMAND;
	HOLDS(breach_incomplete);
	letter->kind = LETTER_INTERIM_MEASURES;
	w.interim_measures[0].due = DAY_NONE;
	HOLDS(breach_incomplete);
	w.breaches[0].state = BREACH_CORRECTED;
	LETS(breach_incomplete);
}

TEST(nobody_is_closed_on_a_breach_without_being_heard)
{
	for (int state = 0; state < BREACH_STATES; state++) {
		READY_AUDIT(SEND_FINAL, DRAFTING, CLOSED);
		add_breach(&w, BREACH, state);
		assert_int_equal(held_by(GUARD_breach_present, id(BREACH)), state != BREACH_DROPPED);
		w.audit.method = METHOD_THREE_PHASE;
		LETS(breach_present);
	}
}

TEST(the_final_report_waits_for_the_comments_or_the_silence)
{
	static const bool heard[DEADLINE_STATES] = { [DEADLINE_MET] = true, [DEADLINE_MET_LATE] = true,
		[DEADLINE_LAPSED] = true };

	for (int state = 0; state < DEADLINE_STATES; state++) {
		READY_FINAL();
		w.deadlines[COMMENT].state = state;
		assert_int_equal(held_by(GUARD_comment_pending, w.deadlines[COMMENT].id), !heard[state]);
	}
	READY_FINAL();
	w.deadlines[COMMENT].kind = DEADLINE_PLAN;
	HOLDS(comment_pending);
}

TEST(the_newest_comment_deadline_counts_with_its_extensions)
{
	struct deadline *next;

	READY_FINAL();
	next = add_deadline(&w, DEADLINE_COMMENT, DEADLINE_RUNNING, 0, LATER);
	HELD_BY(comment_pending, DEADLINE + 4);
	next->state = DEADLINE_LAPSED;
	w.deadlines[COMMENT].state = DEADLINE_WAIVED;
	LETS(comment_pending);
	/* the older one was extended into one whose id sorts before it */
	memcpy(next->successor, w.deadlines[COMMENT].id, ID_SIZE);
	next->state = DEADLINE_EXTENDED;
	HELD_BY(comment_pending, DEADLINE);
	w.deadlines[COMMENT].state = DEADLINE_MET_LATE;
	LETS(comment_pending);
}

TEST(a_breach_found_after_the_preliminary_report_is_not_in_the_final)
{
	READY_FINAL();
	w.breaches[0].registered_at = w.letters[1].dispatched_at;
	LETS(breach_not_heard);
	w.breaches[0].registered_at++;
	HELD_BY(breach_not_heard, BREACH);
	w.letters[0].kind = LETTER_NOTICE, w.letters[0].dispatched_at = noon("2026-02-26");
	add_letter(&w, LETTER_PRELIMINARY_REPORT, LETTER_APPROVED)->dispatched_at = noon("2026-02-26");
	HOLDS(breach_not_heard);
	w.letters[2].state = LETTER_JOURNALLED;
	LETS(breach_not_heard);
	w.facts.letter_count = 1;
	HOLDS(breach_not_heard);
	w.breaches[0].state = BREACH_DROPPED;
	LETS(breach_not_heard);
}

TEST(an_imported_case_was_heard_before_it_came)
{
	READY_FINAL();
	w.facts.letter_count = 1;
	w.audit.imported = true;
	w.breaches[0].registered_at = w.audit.created_at;
	LETS(breach_not_heard);
	w.breaches[0].registered_at++;
	HOLDS(breach_not_heard);
}

TEST(every_standing_breach_has_a_correction_deadline)
{
	READY_FINAL();
	w.deadlines[CORRECTION].state = DEADLINE_WAIVED;
	HELD_BY(breach_without_deadline, BREACH);
	w.deadlines[CORRECTION].state = DEADLINE_RUNNING;
	LETS(breach_without_deadline);
	set_id(w.deadlines[CORRECTION].breach, OTHER_BREACH);
	HELD_BY(breach_without_deadline, BREACH);
	add_deadline(&w, DEADLINE_PLAN, DEADLINE_PROPOSED, BREACH, LATER);
	HOLDS(breach_without_deadline);
	w.breaches[0].state = BREACH_CORRECTED;
	LETS(breach_without_deadline);
}

TEST(practice_and_management_are_demanded_or_the_reason_is_given)
{
	READY_FINAL();
	w.demands[0].evidence_kind = EVIDENCE_PLAN;
	HELD_BY(breach_without_demand, BREACH);
	assert_string_equal(missing(GUARD_breach_without_demand), "practice");
	w.breaches[0].no_practice_demand_reason = "Ingen brukere nå.";
	LETS(breach_without_demand);
	w.demands[1].evidence_kind = EVIDENCE_USER_EXPERIENCE;
	assert_string_equal(missing(GUARD_breach_without_demand), "management");
	w.breaches[0].no_management_demand_reason = "Vist ved tilsynet.";
	LETS(breach_without_demand);
	set_id(w.demands[0].breach, OTHER_BREACH);
	HOLDS(breach_without_demand);
}

TEST(something_is_measured_or_the_leader_says_why_not)
{
	READY_FINAL();
	w.demands[0].measure_point[0] = '\0';
	assert_string_equal(missing(GUARD_breach_without_demand), "measure_point");
	w.breaches[0].not_measurable_reason = "Et enkelt vedtak.";
	LETS(breach_without_demand);
}

TEST(a_correction_more_than_ninety_days_ahead_has_a_milestone)
{
	READY_FINAL();
	w.deadlines[MILESTONE].state = DEADLINE_WAIVED;
	w.deadlines[CORRECTION].due = w.facts.today + 90;
	LETS(milestone_missing);
	w.deadlines[CORRECTION].due++;
	HELD_BY(milestone_missing, BREACH);
	w.deadlines[MILESTONE].state = DEADLINE_RUNNING;
	LETS(milestone_missing);
	set_id(w.deadlines[MILESTONE].breach, OTHER_BREACH);
	HOLDS(milestone_missing);
	w.policy.milestone_after = 91;
	LETS(milestone_missing);
	w.policy.milestone_after = 90;
	w.deadlines[CORRECTION].due--;
	w.deadlines[MILESTONE].state = DEADLINE_WAIVED;
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_PROPOSED, OTHER_BREACH, "2026-12-07");
	LETS(milestone_missing);
}

TEST(and_an_interim_measure_or_the_reason_for_none)
{
	READY_FINAL();
	w.deadlines[CORRECTION].due = w.facts.today + 91;
	LETS(interim_measure_missing);
	w.interim_measures[0].ended_on = w.facts.today;
	HELD_BY(interim_measure_missing, BREACH);
	w.interim_measures[0].none_needed_reason = "Ingen brukere er berørt.";
	LETS(interim_measure_missing);
	w.facts.interim_measure_count = 0;
	HOLDS(interim_measure_missing);
	w.breaches[0].no_interim_measure_reason = "Ingen brukere er berørt.";
	LETS(interim_measure_missing);
	w.breaches[0].no_interim_measure_reason = NULL;
	w.deadlines[CORRECTION].due--;
	LETS(interim_measure_missing);
}

TEST(the_date_stated_in_the_report_is_the_one_that_counts)
{
	READY_FINAL();
	w.deadlines[MILESTONE].state = DEADLINE_WAIVED;
	message_clear(&letter_date_message, &w.dates[1]);
	w.dates[1].kind = DEADLINE_CORRECTION;
	w.dates[1].due = w.facts.today + 91;
	set_id(w.dates[1].breach, BREACH);
	LETS(milestone_missing);
	w.letters[0].dates.count = 2;
	HELD_BY(milestone_missing, BREACH);
	w.dates[1].due--;
	LETS(milestone_missing);
}

TEST(an_order_in_the_final_report_is_judged_with_it)
{
	READY_FINAL();
	w.deadlines[3].state = DEADLINE_RUNNING;        /* its order_comment */
	HELD_BY(comment_pending, DEADLINE + 3);
	w.action.urgent_reason = "Fare for liv.";
	LETS(comment_pending);
	w.orders[0].breaches = ids(OTHER_BREACH);
	HOLDS(breach_not_open);
	w.letters[0].order[0] = '\0';
	LETS(breach_not_open);
}

TEST(an_order_in_the_preliminary_report_is_judged_with_it)
{
	READY_PRELIMINARY();
	w.letters[0].notice_of_order.comment_due = w.facts.today + 13;
	HOLDS(deadline_too_near);
	w.letters[0].notice_of_order.comment_due++;
	LETS(deadline_too_near);
	w.letters[0].notice_of_order.breaches = ids(OTHER_BREACH);
	HELD_BY(no_ground_to_order, OTHER_BREACH);
	w.letters[0].notice_given = 0;
	LETS(no_ground_to_order);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_breach_has_a_requirement_facts_and_an_answer_to_urgent),
		cmocka_unit_test(all_that_a_breach_lacks_is_told_at_once_and_of_which_breach),
		cmocka_unit_test(an_urgent_breach_has_an_interim_measure_that_the_enterprise_was_told),
		cmocka_unit_test(nobody_is_closed_on_a_breach_without_being_heard),
		cmocka_unit_test(the_final_report_waits_for_the_comments_or_the_silence),
		cmocka_unit_test(the_newest_comment_deadline_counts_with_its_extensions),
		cmocka_unit_test(a_breach_found_after_the_preliminary_report_is_not_in_the_final),
		cmocka_unit_test(an_imported_case_was_heard_before_it_came),
		cmocka_unit_test(every_standing_breach_has_a_correction_deadline),
		cmocka_unit_test(practice_and_management_are_demanded_or_the_reason_is_given),
		cmocka_unit_test(something_is_measured_or_the_leader_says_why_not),
		cmocka_unit_test(a_correction_more_than_ninety_days_ahead_has_a_milestone),
		cmocka_unit_test(and_an_interim_measure_or_the_reason_for_none),
		cmocka_unit_test(the_date_stated_in_the_report_is_the_one_that_counts),
		cmocka_unit_test(an_order_in_the_final_report_is_judged_with_it),
		cmocka_unit_test(an_order_in_the_preliminary_report_is_judged_with_it),
	};

	return RUN(tests);
}
