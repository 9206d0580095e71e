/* guards_letter - what holds a letter back: four eyes, its words, its recipient, its dates. */
#include "ask.h"

#include "proto/messages.h"

#define THE_LETTER (w.letters[0])

TEST(a_letter_with_an_empty_field_is_not_submitted)
{
	static const char *const bad[] = { NULL, "", "Kjære [[navn]]", "Frist {{due}}" };

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		READY_LETTER(SUBMIT, DRAFT, SUBMITTED);
		THE_LETTER.body = bad[i];
		assert_true(held_by(GUARD_placeholder_left, THE_LETTER.id));
		READY_LETTER(SUBMIT, DRAFT, SUBMITTED);
		THE_LETTER.subject = bad[i];
		HOLDS(placeholder_left);
	}
	THE_LETTER.subject = "Tilsyn [varsel] {kopi}";
	LETS(placeholder_left);
}

TEST(a_letter_with_a_character_that_cannot_be_printed_is_not_submitted)
{
	READY_LETTER(SUBMIT, DRAFT, SUBMITTED);
	LETS(glyph_missing);
	THE_LETTER.unprintable = "takk [U+1F44D]";
	assert_true(held_by(GUARD_glyph_missing, THE_LETTER.id));
}

TEST(a_letter_refers_to_law_in_force_on_its_date)
{
	READY_LETTER(SUBMIT, DRAFT, SUBMITTED);
	w.requirements[0].valid_to = w.facts.today;
	LETS(statute_not_valid);
	w.requirements[0].valid_to--;
	HELD_BY(statute_not_valid, REQUIREMENT);
	THE_LETTER.letter_date = w.requirements[0].valid_to;
	LETS(statute_not_valid);
	THE_LETTER.letter_date = DAY_NONE;
	w.requirements[0].valid_to = DAY_NONE;
	w.requirements[0].valid_from = w.facts.today;
	LETS(statute_not_valid);
	w.requirements[0].valid_from++;
	HOLDS(statute_not_valid);
	THE_LETTER.breaches.count = 0;
	THE_LETTER.kind = LETTER_PRELIMINARY_REPORT;
	LETS(statute_not_valid);
	THE_LETTER.kind = LETTER_NOTICE;
	HELD_BY(statute_not_valid, REQUIREMENT);
}

TEST(nobody_approves_words_they_wrote_in_any_version)
{
	READY_LETTER(APPROVE, SUBMITTED, APPROVED);
	THE_LETTER.writers = ids_two(LEAD, LEADER);
	assert_true(held_by(GUARD_own_text, THE_LETTER.id));
	assert_null(missing(GUARD_own_text));
	THE_LETTER.writers = ids(LEAD);
	LETS(own_text);
	set_id(THE_LETTER.author, LEADER);
	HOLDS(own_text);
	w.asking.account = NULL;
	LETS(own_text);
}

TEST(where_too_few_could_approve_the_missing_role_is_named)
{
	READY_LETTER(APPROVE, SUBMITTED, APPROVED);
	THE_LETTER.writers = ids_two(LEADER, OTHER_LEADER);
	assert_string_equal(missing(GUARD_own_text), "leader");
	THE_LETTER.writers = ids(LEADER);
	assert_null(missing(GUARD_own_text));
	w.facts.conflict_count = 1;
	set_id(w.conflicts[0].account, OTHER_LEADER);
	assert_string_equal(missing(GUARD_own_text), "leader");
	w.facts.approver_count = 0;
	assert_null(missing(GUARD_own_text));
	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	THE_LETTER.state = LETTER_SUBMITTED;
	add_letter(&w, LETTER_CLOSURE, LETTER_DRAFT);
	add_letter(&w, LETTER_NOTICE, LETTER_WITHDRAWN);
	assert_true(held_by(GUARD_letter_not_approved, THE_LETTER.id));
	assert_null(missing(GUARD_letter_not_approved));
	w.facts.approver_count = 1;
	assert_string_equal(missing(GUARD_letter_not_approved), "leader");
}

TEST(an_order_with_one_leader_lacks_a_second_approver)
{
	READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
	THE_LETTER.state = LETTER_SUBMITTED;
	assert_null(missing(GUARD_letter_not_approved));
	w.facts.approver_count = 2;
	THE_LETTER.writers = ids(LEAD);
	assert_string_equal(missing(GUARD_letter_not_approved), "caseworker");
	w.facts.approver_count = 3;
	assert_null(missing(GUARD_letter_not_approved));
}

TEST(what_is_approved_is_what_was_read)
{
	READY_LETTER(APPROVE, SUBMITTED, APPROVED);
	w.action.sha256 = "abC";
	assert_true(held_by(GUARD_hash_differs, THE_LETTER.id));
	w.action.sha256 = "abc";
	THE_LETTER.sha256 = NULL;
	HOLDS(hash_differs);
	w.asking.action = NULL;
	LETS(hash_differs);
}

TEST(whoever_has_a_conflict_of_interest_does_not_approve)
{
	READY_LETTER(APPROVE, SUBMITTED, APPROVED);
	w.facts.conflict_count = 1;
	set_id(w.conflicts[0].account, OTHER_LEADER);
	LETS(conflict_of_interest);
	set_id(w.conflicts[0].account, LEADER);
	HELD_BY(conflict_of_interest, LEADER);
}

TEST(one_leader_or_deputy_approves_and_nobody_else)
{
	READY_LETTER(APPROVE, SUBMITTED, APPROVED);
	for (unsigned actor = BY_CASEWORKER; actor <= BY_CASE; actor <<= 1) {
		w.asking.actor = actor;
		assert_int_equal(allowed(), actor == BY_LEADER || actor == BY_DEPUTY);
	}
}

static int approved_to(unsigned actor, int by)
{
	struct judgement judgement;

	w.asking.actor = actor;
	w.asking.account = id(by);
	judgement = world_judge(&w, MACHINE_LETTER, LETTER_APPROVE);
	return law_allows(&judgement) ? judgement.rule->to : -1;
}

TEST(an_order_is_approved_by_a_leader_and_one_more)
{
	READY_LETTER(APPROVE, SUBMITTED, SUBMITTED);
	assert_int_equal(approved_to(BY_COLLEAGUE | BY_CASEWORKER | BY_LEAD, COLLEAGUE), -1);
	assert_int_equal(approved_to(BY_DEPUTY, COLLEAGUE), LETTER_SUBMITTED);
	assert_int_equal(approved_to(BY_LEADER, LEADER), LETTER_SUBMITTED);
	memset(w.approvals, 0, sizeof w.approvals);
	set_id(w.approvals[0].account, LEADER);
	w.approvals[0].as_leader = true;
	THE_LETTER.approvals = (struct objects){ w.approvals, 1, true };
	assert_int_equal(approved_to(BY_LEADER, LEADER), LETTER_SUBMITTED);
	assert_int_equal(approved_to(BY_COLLEAGUE, COLLEAGUE), LETTER_APPROVED);
	assert_int_equal(approved_to(BY_LEAD, MEMBER), LETTER_APPROVED);
	assert_int_equal(approved_to(BY_DEPUTY, MEMBER), LETTER_APPROVED);
	assert_int_equal(approved_to(BY_LEADER, OTHER_LEADER), LETTER_APPROVED);
	assert_int_equal(approved_to(BY_ARCHIVIST, COLLEAGUE), -1);
	w.approvals[0].as_leader = false;
	assert_int_equal(approved_to(BY_COLLEAGUE, COLLEAGUE), -1);
	assert_int_equal(approved_to(BY_LEADER, OTHER_LEADER), LETTER_APPROVED);
}

TEST(so_is_a_final_report_that_carries_one_and_no_other_letter)
{
	for (int kind = 0; kind < LETTER_KINDS; kind++)
		for (int carries = 0; carries < 2; carries++) {
			READY_LETTER(APPROVE, SUBMITTED, APPROVED);
			THE_LETTER.kind = kind;
			set_id(THE_LETTER.order, ORDER);
			if (carries == 0)
				THE_LETTER.order[0] = '\0';
			assert_int_equal(approved_to(BY_LEADER, LEADER),
				kind == LETTER_ORDER || (kind == LETTER_FINAL_REPORT && carries)
				? LETTER_SUBMITTED : LETTER_APPROVED);
		}
}

TEST(a_letter_with_an_event_is_sent_by_it)
{
	static const bool sent[LETTER_KINDS] = { [LETTER_NOTICE] = true, [LETTER_PRELIMINARY_REPORT] = true,
		[LETTER_FINAL_REPORT] = true, [LETTER_CANCELLATION] = true, [LETTER_CLOSURE] = true,
		[LETTER_ORDER_NOTICE] = true, [LETTER_ORDER] = true, [LETTER_ORDER_WITHDRAWN] = true };

	for (int kind = 0; kind < LETTER_KINDS; kind++) {
		READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
		THE_LETTER.kind = kind;
		assert_int_equal(held_by(GUARD_sent_by_its_event, THE_LETTER.id), sent[kind]);
		set_id(THE_LETTER.corrects, REPORT);
		LETS(sent_by_its_event);
		THE_LETTER.corrects[0] = '\0';
		w.asking.actor = BY_CASE;
		LETS(sent_by_its_event);
	}
}

TEST(a_letter_has_somewhere_to_go)
{
	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	w.enterprise.email = NULL;
	LETS(recipient_missing);
	w.enterprise.address = NULL;
	HELD_BY(recipient_missing, ENTERPRISE);
	assert_string_equal(missing(GUARD_recipient_missing), "address");
	w.enterprise.email = "post@kommune.no";
	LETS(recipient_missing);
}

TEST(what_the_clock_sends_has_an_e_mail_address_to_go_to)
{
	world_ready(&w, MACHINE_LETTER, LETTER_SEND_BY_POLICY, LETTER_DRAFT, LETTER_DISPATCHED);
	asked_machine = MACHINE_LETTER, asked_event = LETTER_SEND_BY_POLICY;
	w.asking.actor = BY_CLOCK;
	assert_true(allowed());
	w.enterprise.email = NULL;
	HELD_BY(recipient_missing, ENTERPRISE);
	assert_string_equal(missing(GUARD_recipient_missing), "email");
	w.enterprise.email = "post@kommune.no";
	LETS(recipient_missing);
}

TEST(a_closure_is_addressed_to_the_management)
{
	READY_AUDIT(CLOSE, FOLLOW_UP, CLOSED);
	w.enterprise.management_title = NULL;
	HELD_BY(recipient_missing, ENTERPRISE);
	assert_string_equal(missing(GUARD_recipient_missing), "management_name");
	w.enterprise.management_name = "Kari Nordmann";
	LETS(recipient_missing);
	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	w.enterprise.management_title = NULL;
	LETS(recipient_missing);
}

TEST(a_letter_is_in_the_recipients_form)
{
	for (int form = TERM_NONE; form < LANGUAGE_FORMS; form++)
		for (int language = 0; language < LANGUAGES; language++)
			for (int kind = 0; kind < ENTERPRISE_KINDS; kind++) {
				bool right = form == FORM_NB ? language == LANGUAGE_NB : form == FORM_NN ? language == LANGUAGE_NN
					: language != LANGUAGE_EN || kind == ENTERPRISE_PRIVATE;

				READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
				w.enterprise.language = form;
				w.enterprise.kind = kind;
				THE_LETTER.language = language;
				assert_int_equal(held_by(GUARD_wrong_language, THE_LETTER.id), !right);
			}
}

TEST(the_dates_of_a_letter_leave_time_to_answer)
{
	static const int least[DEADLINE_KINDS] = { [DEADLINE_CONTACT_PERSON] = 3, [DEADLINE_DOCUMENTS] = 14,
		[DEADLINE_COMMENT] = 10, [DEADLINE_ORDER_COMMENT] = 14 };

	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
		w.dates[0].kind = kind;
		w.dates[0].due = w.facts.today + (least[kind] != 0 ? least[kind] : 1);
		LETS(deadline_too_near);
		w.dates[0].due--;
		assert_true(held_by(GUARD_deadline_too_near, THE_LETTER.id));
	}
	w.dates[0].kind = DEADLINE_COMMENT;
	w.dates[0].due = w.facts.today + 13;
	LETS(deadline_too_near);
	THE_LETTER.notice_given = OBJECT_GIVEN;
	HOLDS(deadline_too_near);
	w.dates[0].due++;
	LETS(deadline_too_near);
}

TEST(a_reminder_that_is_signed_late_may_still_leave)
{
	for (int kind = 0; kind < DEADLINE_KINDS; kind++) {
		bool lapses = kind == DEADLINE_COMMENT || kind == DEADLINE_ORDER_COMMENT || kind == DEADLINE_APPEAL;

		READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
		THE_LETTER.kind = LETTER_REMINDER_1;
		w.dates[0].kind = kind;
		w.dates[0].due = w.facts.today + 1;
		assert_true(held_by(GUARD_deadline_too_near, THE_LETTER.id) == (lapses && kind != DEADLINE_APPEAL));
		w.dates[0].due--;
		assert_true(held_by(GUARD_deadline_too_near, THE_LETTER.id));
	}
}

TEST(a_notice_of_an_order_that_is_signed_late_may_still_be_announced_with)
{
	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	THE_LETTER.kind = LETTER_ORDER_NOTICE;
	w.dates[0].kind = DEADLINE_ORDER_COMMENT;
	w.dates[0].due = w.facts.today + 1;
	LETS(deadline_too_near);
	w.dates[0].due--;
	HOLDS(deadline_too_near);
	w.dates[0].kind = DEADLINE_DOCUMENTS;
	w.dates[0].due = w.facts.today + 13;
	HOLDS(deadline_too_near);
}

TEST(what_a_corrected_letter_stated_is_not_too_near)
{
	struct letter *sent;

	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	w.dates[0].due = on("2026-01-05");
	w.dates[1] = w.dates[0];
	sent = add_letter(&w, LETTER_MEETING_INVITATION, LETTER_DISPATCHED);
	sent->dates = (struct objects){ &w.dates[1], 1, true };
	HOLDS(deadline_too_near);
	memcpy(THE_LETTER.corrects, sent->id, ID_SIZE);
	LETS(deadline_too_near);
	w.dates[1].due++;
	HOLDS(deadline_too_near);
	w.dates[1].due--, w.dates[1].kind = DEADLINE_CORRECTION;
	HOLDS(deadline_too_near);
	w.dates[1].kind = w.dates[0].kind, set_id(w.dates[1].breach, OTHER_BREACH);
	HOLDS(deadline_too_near);
}

TEST(nobody_is_reminded_of_what_they_have_answered)
{
	for (int kind = LETTER_REMINDER_1; kind <= LETTER_REMINDER_2; kind++)
		for (int state = 0; state < DEADLINE_STATES; state++) {
			READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
			THE_LETTER.kind = kind;
			w.deadlines[0].state = state;
			assert_int_equal(held_by(GUARD_already_answered, w.deadlines[0].id), state != DEADLINE_RUNNING);
		}
	THE_LETTER.kind = LETTER_FOLLOW_UP_DEMAND;
	LETS(already_answered);
}

static struct texts one(const char *id)
{
	static const char *item[1];

	item[0] = id;
	return (struct texts){ item, 1, true };
}

/* Of two that its text asks for the one that was met is named; written anew without it, the other is asked for. */
TEST(a_reminder_of_two_deadlines_does_not_ask_for_the_one_that_was_met)
{
	static const int kinds[] = { LETTER_REMINDER_1, LETTER_REMINDER_2, LETTER_MEETING_INVITATION };

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		for (int state = 0; state < DEADLINE_STATES; state++) {
			struct deadline *other;

			READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
			THE_LETTER.kind = kinds[i];
			other = add_deadline(&w, w.deadlines[0].kind, state, BREACH, LATER);
			THE_LETTER.reminds = one(other->id);
			assert_int_equal(held_by(GUARD_already_answered, other->id), state != DEADLINE_RUNNING);
			assert_false(held_by(GUARD_already_answered, THE_LETTER.id));
			assert_false(held_by(GUARD_already_answered, w.deadlines[0].id));
			THE_LETTER.reminds.count = 0;           /* the first has the same kind and breach, and runs */
			LETS(already_answered);
			other->kind = DEADLINE_ASSESSMENT;
			THE_LETTER.reminds = one(other->id);    /* our own is nobody's to answer */
			LETS(already_answered);
		}
}

TEST(a_date_for_what_was_answered_is_asked_of_nobody)
{
	struct deadline *other;

	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	THE_LETTER.kind = LETTER_REMINDER_1;
	other = add_deadline(&w, DEADLINE_CORRECTION, DEADLINE_MET, BREACH, LATER);
	w.dates[1] = w.dates[0];
	w.dates[1].kind = DEADLINE_CORRECTION;
	memcpy(w.dates[1].breach, other->breach, ID_SIZE);
	THE_LETTER.dates = (struct objects){ w.dates, 2, true };
	assert_true(held_by(GUARD_already_answered, other->id));
	set_id(other->successor, OTHER_BREACH);
	LETS(already_answered);
	other->successor[0] = '\0';
	THE_LETTER.dates.count = 1;
	LETS(already_answered);
	THE_LETTER.kind = LETTER_MEETING_INVITATION;    /* says when to meet, and asks for no answer by it */
	THE_LETTER.dates.count = 2;
	LETS(already_answered);
}

TEST(a_reminder_is_about_the_deadlines_it_dates)
{
	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	THE_LETTER.kind = LETTER_REMINDER_1;
	w.deadlines[0].kind = DEADLINE_CORRECTION;
	HOLDS(already_answered);
	w.deadlines[0].kind = DEADLINE_PLAN;
	set_id(w.deadlines[0].breach, OTHER_BREACH);
	HOLDS(already_answered);
	THE_LETTER.dates.count = 0;
	HOLDS(already_answered);
	THE_LETTER.breaches = ids(OTHER_BREACH);
	LETS(already_answered);
	w.deadlines[0].kind = DEADLINE_ASSESSMENT;
	HOLDS(already_answered);
	w.deadlines[0].kind = DEADLINE_DOCUMENTS, w.deadlines[0].breach[0] = '\0';
	THE_LETTER.breaches.count = 0;
	LETS(already_answered);
}

TEST(nothing_is_sent_by_policy_that_the_policy_does_not_send)
{
	world_ready(&w, MACHINE_LETTER, LETTER_SEND_BY_POLICY, LETTER_DRAFT, LETTER_DISPATCHED);
	asked_machine = MACHINE_LETTER, asked_event = LETTER_SEND_BY_POLICY;
	w.asking.actor = BY_CLOCK;
	assert_true(allowed());
	THE_LETTER.template_approved = false;
	assert_true(held_by(GUARD_template_not_approved, THE_LETTER.id));
	THE_LETTER.template_approved = true;
	THE_LETTER.writers = ids(LEAD);                 /* what a person wrote, no template's approval covers */
	assert_true(held_by(GUARD_template_not_approved, THE_LETTER.id));
	THE_LETTER.writers = (struct texts){ 0 };
	w.policy.reminder_1_automatic = false;
	HOLDS(wrong_state);
	w.policy.reminder_1_automatic = true;
	THE_LETTER.kind = LETTER_REMINDER_2;
	HOLDS(wrong_state);
}

TEST(a_second_reminder_is_judged_as_the_notice_of_order_it_is)
{
	READY_LETTER(DISPATCH, APPROVED, DISPATCHED);
	THE_LETTER.kind = LETTER_REMINDER_2;
	HOLDS(legal_ground_missing);
	HOLDS(no_ground_to_order);
	HOLDS(deadline_too_near);
	THE_LETTER.notice_given = OBJECT_GIVEN;
	THE_LETTER.notice_of_order.breaches = ids(BREACH);
	THE_LETTER.notice_of_order.legal_ground = "helsetilsynsloven § 8";
	THE_LETTER.notice_of_order.comment_due = on(LATER);
	assert_true(allowed());
	w.audit.state = AUDIT_DRAFTING;
	w.breaches[0].state = BREACH_DRAFT;
	HOLDS(no_ground_to_order);
}

TEST(an_event_sends_the_letter_named_or_the_newest_approved)
{
	struct letter *second;
	int count;

	READY_AUDIT(NOTIFY, PLANNED, NOTIFIED);
	second = add_letter(&w, LETTER_NOTICE, LETTER_APPROVED);
	assert_ptr_equal(law_letter(&w.facts, MACHINE_AUDIT, &w.audit, AUDIT_NOTIFY, &w.asking, &count), second);
	assert_int_equal(count, 2);
	memcpy(w.action.letter, THE_LETTER.id, ID_SIZE);
	assert_ptr_equal(law_letter(&w.facts, MACHINE_AUDIT, &w.audit, AUDIT_NOTIFY, &w.asking, NULL), &THE_LETTER);
	THE_LETTER.kind = LETTER_CLOSURE;
	assert_null(law_letter(&w.facts, MACHINE_AUDIT, &w.audit, AUDIT_NOTIFY, &w.asking, &count));
	assert_int_equal(count, 1);
	HOLDS(letter_not_approved);
}

TEST(an_order_is_issued_by_its_own_letter)
{
	READY_ORDER(ISSUE, ANNOUNCED, ISSUED);
	set_id(THE_LETTER.order, DOCUMENT);
	HOLDS(letter_not_approved);
	READY_ORDER(WITHDRAW, FINED, WITHDRAWN);
	THE_LETTER.state = LETTER_DRAFT;
	assert_true(held_by(GUARD_letter_not_approved, THE_LETTER.id));
	ready(MACHINE_ORDER, ORDER_ANNOUNCE, -1, ORDER_ANNOUNCED);
	THE_LETTER.order[0] = '\0';
	LETS(letter_not_approved);
	THE_LETTER.kind = LETTER_ORDER;
	HOLDS(letter_not_approved);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_letter_with_an_empty_field_is_not_submitted),
		cmocka_unit_test(a_letter_with_a_character_that_cannot_be_printed_is_not_submitted),
		cmocka_unit_test(a_letter_refers_to_law_in_force_on_its_date),
		cmocka_unit_test(nobody_approves_words_they_wrote_in_any_version),
		cmocka_unit_test(where_too_few_could_approve_the_missing_role_is_named),
		cmocka_unit_test(an_order_with_one_leader_lacks_a_second_approver),
		cmocka_unit_test(what_is_approved_is_what_was_read),
		cmocka_unit_test(whoever_has_a_conflict_of_interest_does_not_approve),
		cmocka_unit_test(one_leader_or_deputy_approves_and_nobody_else),
		cmocka_unit_test(an_order_is_approved_by_a_leader_and_one_more),
		cmocka_unit_test(so_is_a_final_report_that_carries_one_and_no_other_letter),
		cmocka_unit_test(a_letter_with_an_event_is_sent_by_it),
		cmocka_unit_test(a_letter_has_somewhere_to_go),
		cmocka_unit_test(what_the_clock_sends_has_an_e_mail_address_to_go_to),
		cmocka_unit_test(a_closure_is_addressed_to_the_management),
		cmocka_unit_test(a_letter_is_in_the_recipients_form),
		cmocka_unit_test(the_dates_of_a_letter_leave_time_to_answer),
		cmocka_unit_test(a_reminder_that_is_signed_late_may_still_leave),
		cmocka_unit_test(a_notice_of_an_order_that_is_signed_late_may_still_be_announced_with),
		cmocka_unit_test(what_a_corrected_letter_stated_is_not_too_near),
		cmocka_unit_test(nobody_is_reminded_of_what_they_have_answered),
		cmocka_unit_test(a_reminder_of_two_deadlines_does_not_ask_for_the_one_that_was_met),
		cmocka_unit_test(a_date_for_what_was_answered_is_asked_of_nobody),
		cmocka_unit_test(a_reminder_is_about_the_deadlines_it_dates),
		cmocka_unit_test(nothing_is_sent_by_policy_that_the_policy_does_not_send),
		cmocka_unit_test(a_second_reminder_is_judged_as_the_notice_of_order_it_is),
		cmocka_unit_test(an_event_sends_the_letter_named_or_the_newest_approved),
		cmocka_unit_test(an_order_is_issued_by_its_own_letter),
	};

	return RUN(tests);
}
