/* order - the machine of an order: announced, issued, complied with, fined (domain.md 4.5). */
#include "core/table.h"

static const char *const events[ORDER_EVENTS] = {
	[ORDER_ISSUE] = "issue", [ORDER_REFER] = "refer", [ORDER_FINE] = "fine", [ORDER_COLLECT] = "collect",
	[ORDER_COMPLY] = "comply", [ORDER_WITHDRAW] = "withdraw", [ORDER_ANNOUNCE] = "announce",
};

/* An order announced or issued by another letter's event goes with that letter. */
WHEN(by_the_case)
{
	return (asking->actor & BY_CASE) != 0;
}

WHEN(by_a_person)
{
	return !by_the_case(facts, subject, asking);
}

#define ANNOUNCE_GUARDS G(legal_ground_missing), G(no_ground_to_order), G(deadline_too_near)
#define ISSUE_GUARDS G(comment_pending), G(breach_not_open), G(compliance_date_missing)
#define FINE(state) \
	{ ORDER_##state, ORDER_FINE, BY_LEADER, ORDER_FINED, NULL, \
	  { G(needs_national_decision), G(municipality_fine_blocked) }, \
	  { E(record_fine) }, "the order is not complied with" }
#define COMPLY(state) \
	{ ORDER_##state, ORDER_COMPLY, BY_LEAD, ORDER_COMPLIED, NULL, { G(breach_open) }, \
	  { E(record_compliance) }, "every breach it was for is corrected" }
#define WITHDRAW(state) \
	{ ORDER_##state, ORDER_WITHDRAW, BY_LEADER, ORDER_WITHDRAWN, NULL, \
	  { G(letter_not_approved), G(due_in_past), G(after_correction), G(not_a_working_day), \
	    G(avoided_period), G(milestone_missing) }, \
	  { E(dispatch_letter), E(record_withdrawal), E(replace_compliance_deadlines), E(end_order_deadlines) }, \
	  "the party is told that the order no longer stands" }

static const struct rule rules[] = {
	{ CREATION, ORDER_ANNOUNCE, BY_LEADER, ORDER_ANNOUNCED, by_a_person, { ANNOUNCE_GUARDS, G(letter_not_approved) },
	  { E(dispatch_letter), E(keep_order), E(set_order_comment_deadline) }, "the enterprise is heard before it is ordered" },
	{ CREATION, ORDER_ANNOUNCE, BY_CASE, ORDER_ANNOUNCED, by_the_case, { ANNOUNCE_GUARDS },
	  { E(keep_order), E(set_order_comment_deadline) }, "the letter that was sent gives notice of it" },
	{ ORDER_ANNOUNCED, ORDER_ISSUE, BY_LEADER, ORDER_ISSUED, by_a_person,
	  { ISSUE_GUARDS, G(due_in_past), G(not_a_working_day), G(avoided_period), G(letter_not_approved) },
	  { E(dispatch_letter), E(record_issue), E(succeed_correction_deadlines) }, "heard, and the law is still broken" },
	{ ORDER_ANNOUNCED, ORDER_ISSUE, BY_CASE, ORDER_ISSUED, by_the_case, { ISSUE_GUARDS },
	  { E(record_issue), E(succeed_correction_deadlines) }, "the final report carries it" },
	{ ORDER_ISSUED, ORDER_REFER, BY_LEADER, ORDER_REFERRED, NULL, { 0 },
	  { E(record_referral) }, "the national board should decide on a fine" },
	FINE(ISSUED), FINE(REFERRED),
	{ ORDER_FINED, ORDER_COLLECT, BY_LEADER, ORDER_FINED, NULL, { 0 },
	  { E(record_collection) }, "the fine has run" },
	COMPLY(ISSUED), COMPLY(REFERRED), COMPLY(FINED),
	WITHDRAW(ANNOUNCED), WITHDRAW(ISSUED), WITHDRAW(REFERRED), WITHDRAW(FINED),
};

LAW(order, order_states, ORDER_WITHDRAW, ORDER_ANNOUNCE,
	END(ORDER_COMPLIED) | END(ORDER_WITHDRAWN));
