/* message_action - every parameter of every event; which event takes which stands in actions.def. */
#include "proto/table.h"

static void action_check(const void *object, struct mistakes *mistakes)
{
	const struct action *action = object;

	check_period(action->visit_from, action->visit_to, "/visit_to", mistakes);
}

static const struct field action_fields[] = {
	FIELD(action, event, TEXT, ASKED | NEEDED, .max = CODE_MAX),
	FIELD(action, letter, ID, ASKED, .about = "needed where several approved letters of the kind stand"),
	FIELD(action, deadline, ID, ASKED, .about = "left out: the running correction or order_compliance"),
	FIELD(action, lead_auditor, ID, ASKED),
	FIELD(action, follow_up_lead, ID, ASKED | NULLED, .about = "null: the lead auditor again"),
	FIELD(action, document, ID, ASKED, .about = "the attachment in which an outside owner agrees"),
	FIELD(action, decision, ID, ASKED, .about = "the attachment with the national board's decision"),
	FIELD(action, team, IDS, ASKED, .max = 50),
	FIELD(action, breaches, IDS, ASKED, .min = 1, .max = ITEMS_MAX),
	FIELD(action, requirements, IDS, ASKED, .min = 1, .max = ITEMS_MAX,
		.about = "what the facts were held against; left out: those established"),
	FIELD(action, reason, TEXT, ASKED | WORDS, A_REASON),
	FIELD(action, text, TEXT, ASKED | WORDS, A_TEXT),
	FIELD(action, owner, TEXT, ASKED | WORDS, A_NAME),
	FIELD(action, safety_statement, TEXT, ASKED | WORDS, A_TEXT,
		.about = "that services to users are now safe, and why"),
	FIELD(action, no_meeting_reason, TEXT, ASKED | WORDS, A_REASON),
	FIELD(action, urgent_reason, TEXT, ASKED | WORDS, A_REASON),
	FIELD(action, override_reason, TEXT, ASKED | WORDS, A_REASON, .about = "a leader's only"),
	FIELD(action, comment, TEXT, ASKED | WORDS, A_REASON),
	FIELD(action, sha256, TEXT, ASKED, .min = 64, .max = 64, .check = check_sha256, .about = "of the text approved, as the letter shows it"),
	FIELD(action, archive_number, TEXT, ASKED, A_CODE),
	FIELD(action, asked_by, TEXT, ASKED | WORDS, A_NAME),
	FIELD(action, visit_from, DATE, ASKED),
	FIELD(action, visit_to, DATE, ASKED),
	FIELD(action, documents_due, DATE, ASKED),
	FIELD(action, summary_meeting_date, DATE, ASKED),
	FIELD(action, due, DATE, ASKED),
	FIELD(action, received_on, DATE, ASKED),
	FIELD(action, asked, DATE, ASKED, .about = "the date asked for"),
	FIELD(action, asked_on, DATE, ASKED),
	FIELD(action, arrived_on, DATE, ASKED),
	FIELD(action, compliance_date, DATE, ASKED),
	FIELD(action, from, DATE, ASKED),
	FIELD(action, decided_on, DATE, ASKED),
	FIELD(action, amount, INTEGER, ASKED, .min = 1, .max = EXACT_MAX, .about = "NOK for each period"),
	FIELD(action, maturity, TERM, ASKED, .terms = &maturities),
	FIELD(action, period, TERM, ASKED, .terms = &periods),
	FIELD(action, override, BOOLEAN, ASKED, .about = "on a day off or in an avoided period all the same"),
	FIELD(action, milestones, OBJECTS, ASKED, .max = 50, .of = &milestone_message),
};
MESSAGE(action, action, action_fields, .check = action_check);
