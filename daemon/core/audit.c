/* audit - the machine of a planned supervision, from planning to closure (domain.md 4.1). */
#include "core/table.h"

static const char *const events[AUDIT_EVENTS] = {
	[AUDIT_ASSIGN] = "assign", [AUDIT_NOTIFY] = "notify", [AUDIT_BEGIN_FIELDWORK] = "begin_fieldwork",
	[AUDIT_RESCHEDULE] = "reschedule", [AUDIT_END_FIELDWORK] = "end_fieldwork",
	[AUDIT_RESUME_FIELDWORK] = "resume_fieldwork", [AUDIT_REDRAFT] = "redraft",
	[AUDIT_SEND_PRELIMINARY] = "send_preliminary", [AUDIT_SEND_FINAL] = "send_final",
	[AUDIT_AGREE_CLOSURE] = "agree_closure", [AUDIT_CLOSE] = "close", [AUDIT_REOPEN] = "reopen",
	[AUDIT_CANCEL] = "cancel", [AUDIT_ADOPT] = "adopt", [AUDIT_CREATE] = "create",
};

WHEN(a_breach_stands)
{
	for (int i = 0; i < facts->breach_count; i++)
		if (breach_stands(&facts->breaches[i]))
			return true;
	return false;
}

WHEN(no_breach_stands)
{
	return !a_breach_stands(facts, subject, asking);
}

#define ASSIGN(state) \
	{ AUDIT_##state, AUDIT_ASSIGN, BY_LEADER, AUDIT_##state, NULL, { G(conflict_of_interest) }, \
	  { E(set_people) }, "the leader sets who does the work" }
#define CANCEL(state) \
	{ AUDIT_##state, AUDIT_CANCEL, BY_LEADER, AUDIT_CANCELLED, NULL, { G(order_live), G(letter_not_approved) }, \
	  { E(dispatch_letter), E(waive_live_deadlines), E(withdraw_open_letters), E(drop_draft_breaches), E(record_end) }, \
	  "the enterprise knows of the audit, so it is told that it ends" }
#define ADOPT(state) \
	{ AUDIT_##state, AUDIT_ADOPT, BY_LEADER, AUDIT_##state, NULL, { G(not_imported) }, \
	  { E(adopt_case) }, "a leader takes over an imported case, and reminders begin" }

#define FINAL_GUARDS G(comment_pending), G(breach_not_heard), G(breach_without_deadline), \
	G(breach_without_demand), G(milestone_missing), G(interim_measure_missing), G(letter_not_approved)

static const struct rule rules[] = {
	{ CREATION, AUDIT_CREATE, BY_LEADER, AUDIT_PLANNED, NULL, { G(conflict_of_interest) },
	  { E(number_case) }, "the leader plans the authority's audits" },

	ASSIGN(PLANNED), ASSIGN(NOTIFIED), ASSIGN(FIELDWORK), ASSIGN(DRAFTING), ASSIGN(HEARING), ASSIGN(FOLLOW_UP),

	{ AUDIT_PLANNED, AUDIT_NOTIFY, BY_LEAD, AUDIT_NOTIFIED, NULL,
	  { G(lead_auditor_missing), G(visit_dates_missing), G(measure_point_missing), G(wrong_method),
	    G(letter_not_approved) },
	  { E(dispatch_letter), E(set_deadlines_of_letter) }, "the enterprise is told what will be looked at, and how it is measured" },
	{ AUDIT_PLANNED, AUDIT_BEGIN_FIELDWORK, BY_LEAD, AUDIT_FIELDWORK, NULL,
	  { G(wrong_method), G(lead_auditor_missing), G(measure_point_missing) },
	  { 0 }, "an unannounced audit begins at the door" },
	{ AUDIT_NOTIFIED, AUDIT_RESCHEDULE, BY_LEAD, AUDIT_NOTIFIED, NULL,
	  { G(due_in_past), G(not_a_working_day), G(avoided_period) },
	  { E(set_visit), E(move_documents_deadline), E(draft_confirmation) }, "the visit moves, and what was asked for before it" },
	{ AUDIT_NOTIFIED, AUDIT_BEGIN_FIELDWORK, BY_LEAD, AUDIT_FIELDWORK, NULL, { 0 },
	  { 0 }, "the visit or the review of documents begins" },
	{ AUDIT_FIELDWORK, AUDIT_END_FIELDWORK, BY_LEAD, AUDIT_DRAFTING, NULL,
	  { G(summary_meeting_missing), G(documents_incomplete) },
	  { E(record_summary_meeting), E(set_draft_report_deadline) }, "everything to be looked at is looked at" },
	{ AUDIT_DRAFTING, AUDIT_RESUME_FIELDWORK, BY_LEAD, AUDIT_FIELDWORK, NULL, { 0 },
	  { 0 }, "the draft shows that something was not looked at" },

	{ AUDIT_DRAFTING, AUDIT_SEND_PRELIMINARY, BY_LEAD, AUDIT_HEARING, NULL,
	  { G(breach_incomplete), G(letter_not_approved) },
	  { E(dispatch_letter), E(set_deadlines_of_letter), E(meet_draft_report), E(set_final_report_deadline),
	    E(announce_order_of_letter) }, "the enterprise is heard before anything is concluded" },
	{ AUDIT_HEARING, AUDIT_REDRAFT, BY_LEAD, AUDIT_DRAFTING, NULL, { 0 },
	  { 0 }, "the comments ask for another draft" },
	{ AUDIT_DRAFTING, AUDIT_SEND_FINAL, BY_LEADER, AUDIT_CLOSED, NULL,
	  { G(breach_present), G(order_live), G(letter_not_approved) },
	  { E(dispatch_letter), E(meet_draft_report), E(meet_final_report), E(record_maturity_at_final),
	    E(waive_live_deadlines), E(withdraw_open_letters), E(record_end) }, "nothing was found to follow up" },
	{ AUDIT_HEARING, AUDIT_SEND_FINAL, BY_LEADER, AUDIT_FOLLOW_UP, a_breach_stands, { FINAL_GUARDS },
	  { E(dispatch_letter), E(establish_breaches), E(issue_order_of_letter), E(run_proposed_deadlines),
	    E(set_deadlines_of_letter), E(meet_draft_report), E(meet_final_report), E(record_maturity_at_final) },
	  "the law was broken: what, by when and how it shall be shown is decided" },
	/* An order in the letter is judged like any; as long as it lives it holds the audit open. */
	{ AUDIT_HEARING, AUDIT_SEND_FINAL, BY_LEADER, AUDIT_CLOSED, no_breach_stands, { FINAL_GUARDS, G(order_live) },
	  { E(dispatch_letter), E(issue_order_of_letter), E(meet_draft_report), E(meet_final_report),
	    E(record_maturity_at_final), E(waive_live_deadlines), E(withdraw_open_letters), E(record_end) },
	  "the hearing left no breach to follow up" },

	{ AUDIT_FOLLOW_UP, AUDIT_AGREE_CLOSURE, BY_OWNER | BY_LEADER, AUDIT_FOLLOW_UP, NULL,
	  { G(wrong_method), G(document_missing) },
	  { E(record_agreement) }, "who owns a breach agrees that it can end" },
	{ AUDIT_FOLLOW_UP, AUDIT_CLOSE, BY_LEADER, AUDIT_CLOSED, NULL,
	  { G(breach_open), G(deadline_running), G(order_live), G(owner_has_not_agreed), G(letter_not_approved),
	    G(basis_changed) },
	  { E(dispatch_letter), E(record_safety_statement), E(record_maturity_at_closure), E(waive_live_deadlines),
	    E(withdraw_open_letters), E(record_end) }, "practice has changed and the enterprise would catch the next failure" },
	{ AUDIT_CLOSED, AUDIT_REOPEN, BY_LEADER, AUDIT_FOLLOW_UP, NULL,
	  { G(breach_not_corrected), G(due_in_past), G(after_correction), G(not_a_working_day), G(avoided_period),
	    G(milestone_missing) },
	  { E(reopen_breaches), E(clear_closing) }, "what was corrected has failed again" },

	{ AUDIT_PLANNED, AUDIT_CANCEL, BY_LEADER, AUDIT_CANCELLED, NULL, { G(order_live) },
	  { E(waive_live_deadlines), E(withdraw_open_letters), E(drop_draft_breaches), E(record_end) },
	  "nobody outside knows of the audit yet" },
	CANCEL(NOTIFIED), CANCEL(FIELDWORK), CANCEL(DRAFTING), CANCEL(HEARING),

	ADOPT(PLANNED), ADOPT(NOTIFIED), ADOPT(FIELDWORK), ADOPT(DRAFTING), ADOPT(HEARING), ADOPT(FOLLOW_UP),
};

LAW(audit, audit_states, AUDIT_ADOPT, AUDIT_CREATE,
	END(AUDIT_CLOSED) | END(AUDIT_CANCELLED));
