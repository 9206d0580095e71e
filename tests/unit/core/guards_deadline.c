/* guards_deadline - what holds a date back, whichever event sets it, and what a deadline itself allows. */
#include "ask.h"

#include "proto/messages.h"

/* Each event that sets a date, and where in the world it stands. */
static const struct setting { enum machine machine; int event, from, to; bool of_row, is_order; } settings[] = {
	{ MACHINE_DEADLINE, DEADLINE_SET, -1, DEADLINE_RUNNING, true, false },
	{ MACHINE_DEADLINE, DEADLINE_CHANGE, DEADLINE_PROPOSED, DEADLINE_PROPOSED, false, false },
	{ MACHINE_DEADLINE, DEADLINE_EXTEND, DEADLINE_RUNNING, DEADLINE_EXTENDED, false, false },
	{ MACHINE_BREACH, BREACH_ASSESS_INSUFFICIENT, BREACH_REPORTED, BREACH_INSUFFICIENT, false, false },
	{ MACHINE_BREACH, BREACH_RELAPSE, BREACH_CORRECTED, BREACH_INSUFFICIENT, false, false },
	{ MACHINE_AUDIT, AUDIT_REOPEN, AUDIT_CLOSED, AUDIT_FOLLOW_UP, false, false },
	{ MACHINE_AUDIT, AUDIT_RESCHEDULE, AUDIT_NOTIFIED, AUDIT_NOTIFIED, false, false },
	{ MACHINE_ORDER, ORDER_WITHDRAW, ORDER_ISSUED, ORDER_WITHDRAWN, false, false },
	{ MACHINE_ORDER, ORDER_ISSUE, ORDER_ANNOUNCED, ORDER_ISSUED, false, true },
};
#define SETTINGS (sizeof settings / sizeof *settings)

static void set_due(const struct setting *setting, const char *date)
{
	ready(setting->machine, setting->event, setting->from, setting->to);
	w.action.due = w.action.documents_due = w.action.compliance_date = on(date);
	if (setting->of_row)
		w.deadlines[0].due = on(date);
	if (setting->event == DEADLINE_EXTEND && setting->machine == MACHINE_DEADLINE)
		w.deadlines[0].due = on("2025-12-01");
}

static void set_override(const struct setting *setting)
{
	w.action.override = true;
	if (setting->of_row)
		w.deadlines[0].override = true;
}

TEST(no_event_sets_a_date_in_the_past_override_or_not)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		set_due(&settings[i], "2026-03-01");
		HOLDS(due_in_past);
		set_override(&settings[i]);
		HOLDS(due_in_past);
		set_due(&settings[i], TODAY);
		LETS(due_in_past);
	}
}

TEST(no_event_sets_a_date_on_a_day_off_unless_it_shall_stand)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		set_due(&settings[i], "2026-05-17");
		HOLDS(not_a_working_day);
		set_override(&settings[i]);
		LETS(not_a_working_day);
		set_due(&settings[i], "2026-05-09");
		HOLDS(not_a_working_day);
		set_due(&settings[i], "2026-05-08");
		LETS(not_a_working_day);
	}
}

TEST(no_event_sets_a_date_in_an_avoided_period_unless_it_shall_stand)
{
	for (size_t i = 0; i < SETTINGS; i++) {
		set_due(&settings[i], "2026-03-31");
		HOLDS(avoided_period);
		set_override(&settings[i]);
		LETS(avoided_period);
		set_due(&settings[i], "2026-04-07");
		LETS(avoided_period);
	}
}

TEST(dates_of_the_milestones_that_come_with_it_are_judged_too)
{
	READY_DEADLINE(EXTEND, RUNNING, EXTENDED);
	w.milestones[0].due = on("2026-04-20");
	w.milestones[1].due = on("2026-03-01");
	w.action.milestones = (struct objects){ w.milestones, 2, true };
	HOLDS(due_in_past);
	w.milestones[1].due = on("2026-03-07");
	LETS(due_in_past);
	HOLDS(not_a_working_day);
	w.milestones[1].due = on("2026-03-31");
	LETS(not_a_working_day);
	HOLDS(avoided_period);
	w.milestones[1].due = on(LATER);
	assert_true(allowed());
	w.milestones[1].due++;
	HELD_BY(after_correction, BREACH);
}

TEST(on_stored_facts_no_date_is_judged)
{
	for (size_t i = 1; i < SETTINGS - 1; i++) {
		set_due(&settings[i], "2025-12-28");
		w.asking.action = NULL;
		LETS(due_in_past);
		LETS(not_a_working_day);
		LETS(avoided_period);
		LETS(milestone_missing);
		LETS(after_correction);
		LETS(not_later);
	}
	ready(MACHINE_DEADLINE, DEADLINE_SET, -1, DEADLINE_RUNNING);
	w.subject = NULL;
	w.asking.action = NULL;
	LETS(due_in_past);
	LETS(not_a_working_day);
}

TEST(a_visit_is_not_moved_into_the_past)
{
	READY_AUDIT(RESCHEDULE, NOTIFIED, NOTIFIED);
	w.action.visit_from = on("2026-03-01");
	HELD_BY(due_in_past, AUDIT);
	w.action.visit_from = on("2026-06-15"), w.action.visit_to = on("2026-03-01");
	HELD_BY(due_in_past, AUDIT);
}

/* Not given, it is the policy's for the new visit: three weeks before, which may be over already. */
TEST(the_documents_date_that_follows_the_visit_is_judged_where_documents_are_awaited)
{
	READY_AUDIT(RESCHEDULE, NOTIFIED, NOTIFIED);
	w.action.documents_due = DAY_NONE;
	w.action.visit_from = w.action.visit_to = on("2026-03-16");
	HOLDS(due_in_past);
	w.deadlines[0].state = DEADLINE_MET;
	LETS(due_in_past);
	w.deadlines[0].state = DEADLINE_RUNNING;
	w.action.visit_from = w.action.visit_to = on("2026-04-20");
	LETS(due_in_past);
}

TEST(a_milestone_lies_no_later_than_its_correction)
{
	ready(MACHINE_DEADLINE, DEADLINE_SET, -1, DEADLINE_RUNNING);
	w.deadlines[0].kind = DEADLINE_MILESTONE;
	w.deadlines[0].due = on(LATER);
	LETS(after_correction);
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_RUNNING, BREACH, LATER);
	LETS(after_correction);
	w.deadlines[0].due++;
	HOLDS(after_correction);
	w.deadlines[1].state = DEADLINE_MET;
	LETS(after_correction);
	w.deadlines[1].state = DEADLINE_PROPOSED;
	w.deadlines[1].kind = DEADLINE_ORDER_COMPLIANCE;
	HOLDS(after_correction);
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_RUNNING, BREACH, "2026-06-15");
	LETS(after_correction);
	READY_DEADLINE(EXTEND, RUNNING, EXTENDED);
	w.deadlines[0].kind = DEADLINE_MILESTONE;
	add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_RUNNING, BREACH, "2026-05-08");
	HELD_BY(after_correction, DEADLINE);
}

TEST(a_correction_is_not_moved_before_its_milestones)
{
	READY_DEADLINE(CHANGE, PROPOSED, PROPOSED);
	w.deadlines[0].kind = DEADLINE_CORRECTION;
	add_deadline(&w, DEADLINE_MILESTONE, DEADLINE_PROPOSED, BREACH, LATER);
	LETS(after_correction);
	w.deadlines[1].due++;
	HELD_BY(after_correction, DEADLINE + 1);
	w.deadlines[1].state = DEADLINE_WAIVED;
	LETS(after_correction);
	READY_BREACH(ASSESS_INSUFFICIENT, REPORTED, INSUFFICIENT);
	add_deadline(&w, DEADLINE_MILESTONE, DEADLINE_RUNNING, BREACH, "2026-06-15");
	HELD_BY(after_correction, DEADLINE);
	set_id(w.deadlines[0].breach, OTHER_BREACH);
	LETS(after_correction);
}

TEST(a_date_far_ahead_has_milestones_whichever_event_sets_it)
{
	for (size_t i = 2; i < SETTINGS; i++) {
		if (settings[i].is_order || settings[i].event == AUDIT_RESCHEDULE)
			continue;
		set_due(&settings[i], "2026-05-29");
		LETS(milestone_missing);
		set_due(&settings[i], "2026-06-01");
		HELD_BY(milestone_missing, BREACH);
		add_deadline(&w, DEADLINE_MILESTONE, DEADLINE_RUNNING, BREACH, "2026-04-20");
		LETS(milestone_missing);
		w.deadlines[w.facts.deadline_count - 1].state = DEADLINE_MET;
		HOLDS(milestone_missing);
		w.milestones[0].due = on("2026-04-20");
		w.action.milestones = (struct objects){ w.milestones, 1, true };
		LETS(milestone_missing);
	}
}

TEST(only_a_correction_needs_milestones)
{
	READY_DEADLINE(EXTEND, RUNNING, EXTENDED);
	w.action.due = on("2026-06-01");
	HOLDS(milestone_missing);
	w.deadlines[0].kind = DEADLINE_ORDER_COMPLIANCE;
	HOLDS(milestone_missing);
	w.deadlines[0].kind = DEADLINE_PLAN;
	LETS(milestone_missing);
}

/* Reopened without a date: the policy's, and that may lie far ahead too. */
TEST(the_policys_own_date_is_judged_for_milestones)
{
	READY_AUDIT(REOPEN, CLOSED, FOLLOW_UP);
	w.action.due = DAY_NONE;
	LETS(milestone_missing);
	w.breaches[0].severity = SEVERITY_MINOR, w.breaches[0].complexity = COMPLEXITY_COMPLEX;
	HELD_BY(milestone_missing, BREACH);
}

/* Withdrawn: only an open breach of the order gets a correction date again. */
TEST(a_withdrawn_order_sets_a_date_for_what_is_open)
{
	READY_ORDER(WITHDRAW, ISSUED, WITHDRAWN);
	w.action.due = on("2026-06-01");
	HELD_BY(milestone_missing, BREACH);
	w.breaches[0].state = BREACH_CORRECTED;
	LETS(milestone_missing);
}

TEST(more_time_is_a_later_date)
{
	READY_DEADLINE(EXTEND, RUNNING, EXTENDED);
	w.deadlines[0].due = w.action.due - 1;
	LETS(not_later);
	w.deadlines[0].due++;
	HELD_BY(not_later, DEADLINE);
	w.action.override = true;
	HOLDS(not_later);
}

TEST(what_an_open_breach_answers_is_received_on_the_breach)
{
	for (int kind = 0; kind < DEADLINE_KINDS; kind++)
		for (int state = 0; state < BREACH_STATES; state++) {
			bool is_open = state == BREACH_ESTABLISHED || state == BREACH_INSUFFICIENT || state == BREACH_REPORTED;
			bool corrects = kind == DEADLINE_CORRECTION || kind == DEADLINE_ORDER_COMPLIANCE;
			bool last = state == BREACH_REPORTED && kind == DEADLINE_MEASUREMENT;

			READY_DEADLINE(RECEIVE, RUNNING, MET);
			w.deadlines[0].kind = kind;
			w.breaches[0].state = state;
			assert_int_equal(held_by(GUARD_last_deadline_of_open_breach, id(BREACH)),
				is_open && (corrects || last));
			add_deadline(&w, DEADLINE_MEASUREMENT, DEADLINE_RUNNING, BREACH, LATER);
			assert_int_equal(holds(GUARD_last_deadline_of_open_breach), is_open && corrects);
		}
}

TEST(the_last_date_of_an_open_breach_is_not_let_go)
{
	READY_DEADLINE(WAIVE, RUNNING, WAIVED);
	LETS(last_deadline_of_open_breach);
	w.deadlines[1].kind = DEADLINE_ORDER_COMPLIANCE;
	LETS(last_deadline_of_open_breach);
	w.deadlines[1].state = DEADLINE_PROPOSED;
	HELD_BY(last_deadline_of_open_breach, BREACH);
	w.deadlines[1].state = DEADLINE_RUNNING;
	set_id(w.deadlines[1].breach, OTHER_BREACH);
	HOLDS(last_deadline_of_open_breach);
	w.breaches[0].state = BREACH_INSUFFICIENT;
	HOLDS(last_deadline_of_open_breach);
	w.breaches[0].state = BREACH_REPORTED;
	LETS(last_deadline_of_open_breach);
	w.deadlines[0].kind = DEADLINE_ASSESSMENT;
	HOLDS(last_deadline_of_open_breach);
	w.breaches[0].state = BREACH_CORRECTED;
	LETS(last_deadline_of_open_breach);
	w.breaches[0].state = BREACH_REPORTED;
	w.deadlines[0].breach[0] = '\0';
	LETS(last_deadline_of_open_breach);
}

TEST(our_own_deadlines_are_met_by_their_events)
{
	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		READY_DEADLINE(RECEIVE, RUNNING, MET);
		w.deadlines[0].kind = kind;
		assert_int_equal(held_by(GUARD_internal_deadline, id(DEADLINE)), kind == DEADLINE_DRAFT_REPORT
			|| kind == DEADLINE_FINAL_REPORT || kind == DEADLINE_ASSESSMENT);
	}
}

/* Judged on the working day it rolled to, and on the day it came. */
TEST(what_comes_on_the_effective_day_is_in_time)
{
	struct judgement judgement;

	READY_DEADLINE(RECEIVE, RUNNING, MET);
	w.deadlines[0].due = on("2026-04-02"), w.deadlines[0].effective_due = on("2026-04-07");
	w.action.received_on = on("2026-04-07");
	judgement = world_judge(&w, MACHINE_DEADLINE, DEADLINE_RECEIVE);
	assert_int_equal(judgement.rule->to, DEADLINE_MET);
	w.action.received_on++;
	judgement = world_judge(&w, MACHINE_DEADLINE, DEADLINE_RECEIVE);
	assert_int_equal(judgement.rule->to, DEADLINE_MET_LATE);
	w.action.received_on = DAY_NONE;
	judgement = world_judge(&w, MACHINE_DEADLINE, DEADLINE_RECEIVE);
	assert_int_equal(judgement.rule->to, DEADLINE_MET);
	w.asking.action = NULL;
	w.facts.today = on("2026-04-08");
	judgement = world_judge(&w, MACHINE_DEADLINE, DEADLINE_RECEIVE);
	assert_int_equal(judgement.rule->to, DEADLINE_MET_LATE);
}

TEST(silence_lapses_only_where_it_is_lawful_and_only_afterwards)
{
	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		bool lawful = kind == DEADLINE_COMMENT || kind == DEADLINE_ORDER_COMMENT || kind == DEADLINE_APPEAL;

		READY_DEADLINE(LAPSE, RUNNING, LAPSED);
		w.deadlines[0].kind = kind;
		assert_int_equal(allowed() || !holds(GUARD_wrong_state), lawful);
		w.deadlines[0].effective_due = w.facts.today;
		HOLDS(wrong_state);
	}
}

TEST(what_follows_from_the_final_report_is_proposed_until_it_goes_out)
{
	for (int state = 0; state < AUDIT_STATES; state++)
		for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
			bool decided_late = kind == DEADLINE_PLAN || kind == DEADLINE_CORRECTION || kind == DEADLINE_MILESTONE;
			struct judgement judgement;

			ready(MACHINE_DEADLINE, DEADLINE_SET, -1, DEADLINE_RUNNING);
			w.audit.state = state;
			w.deadlines[0].kind = kind;
			judgement = world_judge(&w, MACHINE_DEADLINE, DEADLINE_SET);
			if (state == AUDIT_CLOSED || state == AUDIT_CANCELLED)
				assert_true(judgement.rule == NULL && holds(GUARD_wrong_state));
			else
				assert_int_equal(judgement.rule->to, decided_late && state < AUDIT_FOLLOW_UP
					? DEADLINE_PROPOSED : DEADLINE_RUNNING);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_event_sets_a_date_in_the_past_override_or_not),
		cmocka_unit_test(no_event_sets_a_date_on_a_day_off_unless_it_shall_stand),
		cmocka_unit_test(no_event_sets_a_date_in_an_avoided_period_unless_it_shall_stand),
		cmocka_unit_test(dates_of_the_milestones_that_come_with_it_are_judged_too),
		cmocka_unit_test(on_stored_facts_no_date_is_judged),
		cmocka_unit_test(a_visit_is_not_moved_into_the_past),
		cmocka_unit_test(the_documents_date_that_follows_the_visit_is_judged_where_documents_are_awaited),
		cmocka_unit_test(a_milestone_lies_no_later_than_its_correction),
		cmocka_unit_test(a_correction_is_not_moved_before_its_milestones),
		cmocka_unit_test(a_date_far_ahead_has_milestones_whichever_event_sets_it),
		cmocka_unit_test(only_a_correction_needs_milestones),
		cmocka_unit_test(the_policys_own_date_is_judged_for_milestones),
		cmocka_unit_test(a_withdrawn_order_sets_a_date_for_what_is_open),
		cmocka_unit_test(more_time_is_a_later_date),
		cmocka_unit_test(what_an_open_breach_answers_is_received_on_the_breach),
		cmocka_unit_test(the_last_date_of_an_open_breach_is_not_let_go),
		cmocka_unit_test(our_own_deadlines_are_met_by_their_events),
		cmocka_unit_test(what_comes_on_the_effective_day_is_in_time),
		cmocka_unit_test(silence_lapses_only_where_it_is_lawful_and_only_afterwards),
		cmocka_unit_test(what_follows_from_the_final_report_is_proposed_until_it_goes_out),
	};

	return RUN(tests);
}
