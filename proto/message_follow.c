/* message_follow - deadlines, letters and orders, which point at each other. */
#include "proto/table.h"

static const struct field deadline_fields[] = {
	FIELD(deadline, id, ID, KEPT),
	FIELD(deadline, audit, ID, KEPT),
	FIELD(deadline, breach, ID, MADE | NULLED),
	FIELD(deadline, letter, ID, KEPT | NULLED),
	FIELD(deadline, order, ID, KEPT | NULLED),
	FIELD(deadline, version, INTEGER, KEPT),
	FIELD(deadline, kind, TERM, MADE | NEEDED, .terms = &deadline_kinds),
	FIELD(deadline, state, TERM, KEPT, .terms = &deadline_states),
	FIELD(deadline, due, DATE, MADE | NEEDED),
	FIELD(deadline, effective_due, DATE, KEPT, .about = "rolled forward to a working day: lateness counts from here"),
	FIELD(deadline, override, BOOLEAN, MADE, .about = "on a day off or in an avoided period all the same"),
	FIELD(deadline, discussed_on, DATE, MADE | NULLED, .about = "with the enterprise"),
	FIELD(deadline, proposed_by_enterprise, BOOLEAN, MADE),
	FIELD(deadline, asked, DATE, KEPT | NULLED, .about = "the date that the newest request for more time asks for"),
	FIELD(deadline, asked_on, DATE, KEPT | NULLED),
	FIELD(deadline, asked_by, TEXT, KEPT | NULLED, A_NAME),
	FIELD(deadline, refused, BOOLEAN, KEPT),
	FIELD(deadline, granted, DATE, KEPT | NULLED),
	FIELD(deadline, extended_count, INTEGER, KEPT),
	FIELD(deadline, extended_days, INTEGER, KEPT, .about = "by all of them"),
	FIELD(deadline, successor, ID, KEPT | NULLED),
	FIELD(deadline, predecessor, ID, KEPT | NULLED),
	FIELD(deadline, received_on, DATE, KEPT | NULLED),
	FIELD(deadline, ended_on, DATE, KEPT | NULLED),
	FIELD(deadline, days_late, INTEGER, KEPT | NULLED),
	FIELD(deadline, reason, TEXT, KEPT | NULLED, A_REASON),
	FIELD(deadline, policy, ID, KEPT | NULLED, .about = "it was set under; null: what tilsyn comes with"),
	FIELD(deadline, counted_from, DATE, KEPT | NULLED, .about = "the day it was counted from, or stated on"),
	FIELD(deadline, counted_days, INTEGER, KEPT | NULLED, .about = "null: the date was stated"),
	FIELD(deadline, running_since, DATE, KEPT | NULLED),
	FIELD(deadline, rung, TEXT, KEPT | NULLED, A_CODE, .terms = &rung_actions, .about = "of the ladder of reminders, the last that was climbed"),
	FIELD(deadline, new_date, DATE, KEPT | NULLED, .about = "that the rung set; the deadline keeps its due and stays overdue"),
	FIELD(deadline, next_rung_at, INSTANT, HIDDEN | NULLED),
	FIELD(deadline, overdue, BOOLEAN, USE_SHOWN | USE_SUMMARY, .about = "it runs, and today is past effective_due"),
	FIELD(deadline, days_overdue, INTEGER, USE_SHOWN | USE_SUMMARY),
};
MESSAGE(deadline, deadline, deadline_fields, .about = "a date by which somebody must do something");

#define SAID (USE_SHOWN | USE_SUMMARY)
static const struct field extension_fields[] = {
	FIELD(extension, deadline, ID, SAID, .about = "this one, or one that it took over from"),
	FIELD(extension, asked, DATE, SAID | NULLED, .about = "for which date; null: nobody asked"),
	FIELD(extension, asked_on, DATE, SAID | NULLED),
	FIELD(extension, asked_by, TEXT, SAID | NULLED, A_NAME),
	FIELD(extension, registered_by, ID, SAID | NULLED),
	FIELD(extension, outcome, TERM, SAID, .terms = &extension_outcomes, .about = "replaced: by a newer request"),
	FIELD(extension, granted, DATE, SAID | NULLED),
	FIELD(extension, days, INTEGER, SAID | NULLED, .about = "later than before"),
	FIELD(extension, decided_on, DATE, SAID | NULLED),
	FIELD(extension, decided_by, ID, SAID | NULLED),
	FIELD(extension, reason, TEXT, SAID | NULLED, A_REASON),
	FIELD(extension, milestones, IDS, SAID, .max = ITEMS_MAX, .about = "set with it"),
	FIELD(extension, letter, ID, SAID | NULLED, .about = "drafted to tell of it"),
};
MESSAGE(extension, extension, extension_fields, .about = "more time: asked for, granted or refused");

static const struct field milestone_fields[] = {
	FIELD(milestone, due, DATE, EDIT | NEEDED),
	FIELD(milestone, text, TEXT, EDIT | NULLED | WORDS, A_REASON),
};
MESSAGE(milestone, milestone, milestone_fields, .alone = "due", .about = "an agreed progress report on the way to a far date");

static const struct field letter_date_fields[] = {
	FIELD(letter_date, kind, TERM, EDIT | NEEDED, .terms = &deadline_kinds),
	FIELD(letter_date, due, DATE, EDIT | NEEDED),
	FIELD(letter_date, breach, ID, EDIT | NULLED),
};
MESSAGE(letter_date, letter_date, letter_date_fields, .about = "a deadline that a letter sets or states");

static const struct field notice_of_order_fields[] = {
	FIELD(notice_of_order, breaches, IDS, EDIT | NEEDED, .min = 1, .max = ITEMS_MAX),
	FIELD(notice_of_order, legal_ground, TEXT, EDIT | NEEDED | WORDS, A_TITLE),
	FIELD(notice_of_order, text, TEXT, EDIT | NEEDED | WORDS, A_TEXT),
	FIELD(notice_of_order, comment_due, DATE, EDIT | NULLED),
};
MESSAGE(notice_of_order, notice_of_order, notice_of_order_fields,
	.about = "of a preliminary report or second reminder that announces an order");

static const struct field approval_fields[] = {
	FIELD(approval, account, ID, KEPT),
	FIELD(approval, approved_at, INSTANT, KEPT),
	FIELD(approval, as_leader, BOOLEAN, KEPT),
	FIELD(approval, sha256, TEXT, KEPT, .min = 64, .max = 64, .check = check_sha256),
};
MESSAGE(approval, approval, approval_fields);

static const struct field letter_fields[] = {
	FIELD(letter, id, ID, KEPT),
	FIELD(letter, audit, ID, KEPT),
	FIELD(letter, version, INTEGER, KEPT),
	FIELD(letter, kind, TERM, MADE | NEEDED, .terms = &letter_kinds),
	FIELD(letter, state, TERM, KEPT, .terms = &letter_states),
	FIELD(letter, corrects, ID, EDIT | NULLED, .about = "the dispatched letter that this one puts right"),
	FIELD(letter, order, ID, EDIT | NULLED, .about = "that it carries: an order, its withdrawal or a final report"),
	FIELD(letter, breaches, IDS, EDIT, .max = ITEMS_MAX),
	FIELD(letter, dates, OBJECTS, EDIT, .max = ITEMS_MAX, .of = &letter_date_message,
		.about = "left out: the policy's, or those proposed"),
	FIELD(letter, fields, FREE, EDIT_WITHIN | NULLED | WORDS, .terms = &letter_passages,
		.about = "passages of one's own; a kind has a place for some of them"),
	FIELD(letter, draws, IDS, USE_CREATE | USE_PATCH, .max = 10,
		.about = "how their records were drawn becomes fields.records, in the letter's language"),
	FIELD(letter, language, TERM, EDIT | NULLED, .terms = &languages),
	FIELD(letter, notice_of_order, OBJECT, EDIT_WITHIN | NULLED, .of = &notice_of_order_message,
		.given = offsetof(struct letter, notice_given)),
	FIELD(letter, subject, TEXT, KEPT | NULLED, .max = 500),
	FIELD(letter, body, TEXT, WITHIN | NULLED, .max = 1000000),
	FIELD(letter, sha256, TEXT, KEPT | NULLED, .min = 64, .max = 64, .check = check_sha256,
		.about = "from submit on: of subject, LF, LF, body"),
	FIELD(letter, author, ID, KEPT | NULLED),
	FIELD(letter, writers, IDS, HIDDEN, .max = ITEMS_MAX),
	FIELD(letter, approvals, OBJECTS, KEPT, .max = 20, .of = &approval_message),
	FIELD(letter, letter_date, DATE, KEPT | NULLED),
	FIELD(letter, created_at, INSTANT, KEPT),
	FIELD(letter, submitted_at, INSTANT, KEPT | NULLED),
	FIELD(letter, dispatched_at, INSTANT, KEPT | NULLED),
	FIELD(letter, arrived_on, DATE, KEPT | NULLED),
	FIELD(letter, recipient, TEXT, KEPT | NULLED, .max = 1000),
	FIELD(letter, archive_number, TEXT, KEPT | NULLED, A_CODE),
	FIELD(letter, comment, TEXT, KEPT | NULLED, A_REASON, .about = "of the one who returned it"),
	FIELD(letter, withdrawn_reason, TEXT, KEPT | NULLED, A_REASON),
	FIELD(letter, mail_state, TERM, TOLD, .terms = &mail_states, .about = "of the e-mail that carries it"),
	FIELD(letter, mail_recipient, TEXT, TOLD, .max = 254),
	FIELD(letter, mail_answer, TEXT, TOLD, A_REASON, .about = "the last words of the recipient's server, or why none was asked"),
	FIELD(letter, mail_ended_at, INSTANT, TOLD, .about = "accepted, or given up"),
	FIELD(letter, document_state, TERM, TOLD, .terms = &document_states, .about = "of the PDF, once it is dispatched"),
	FIELD(letter, document_reason, TEXT, TOLD, A_REASON, .about = "why no PDF could be made of it; its mail and its journal post wait"),
	FIELD(letter, their_reference, TEXT, EDIT_WITHIN | NULLED | WORDS, A_CODE,
		.about = "the enterprise's own; left out: that of what arrived last, or of our last letter"),
	FIELD(letter, archive_state, TERM, TOLD, .terms = &archive_states, .about = "of its journal post"),
	FIELD(letter, archive_reason, TEXT, TOLD, A_REASON, .about = "why it could not be given to the archive, or delivered"),
	FIELD(letter, archive_at, INSTANT, TOLD, .about = "since when"),
	FIELD(letter, exempt, TEXT, EDIT | NULLED | WORDS, A_TITLE, .check = check_exempt,
		.about = "the section of offentleglova that keeps it from the public; left out: it is open"),
	FIELD(letter, language_reason, TEXT, WITHIN | NULLED, A_CODE, .terms = &language_reasons,
		.about = "own_form, answered_form, authority_form, default_form, or chosen"),
	FIELD(letter, template_version, INTEGER, WITHIN, .about = "the wording it was made from; 0: what tilsyn comes with"),
	FIELD(letter, template_approved, BOOLEAN, USE_SHOWN, .about = "that wording is approved and not withdrawn"),
	FIELD(letter, answers, IDS, EDIT, .max = 1000,
		.about = "what came in and is taken up, and written off at dispatch; left out: what nobody answered and its kind takes up"),
	FIELD(letter, written_off_by, ID, TOLD, .about = "the first that came in as an answer"),
	FIELD(letter, written_off_on, DATE, TOLD),
	FIELD(letter, edited_by, ID, WITHIN | NULLED, .about = "who wrote the version that stands"),
	FIELD(letter, edited_at, INSTANT, WITHIN | NULLED),
	FIELD(letter, reminds, IDS, WITHIN, .max = ITEMS_MAX,
		.about = "the deadlines that its text says are unanswered; one that is answered since keeps it from being sent"),
};
MESSAGE(letter, letter, letter_fields, .about = "what the authority writes; never changed once dispatched");

static const struct field mail_fields[] = {
	FIELD(mail, id, ID, KEPT),
	FIELD(mail, audit, ID, KEPT | NULLED),
	FIELD(mail, letter, ID, KEPT | NULLED, .about = "that goes with it"),
	FIELD(mail, account, ID, KEPT | NULLED, .about = "of the authority, whom it is to; null: the enterprise"),
	FIELD(mail, kind, TERM, KEPT, .terms = &mail_kinds),
	FIELD(mail, recipient, TEXT, KEPT | NULLED, .max = 254),
	FIELD(mail, language, TERM, KEPT, .terms = &languages),
	FIELD(mail, data, FREE, HIDDEN),
	FIELD(mail, day, DATE, HIDDEN),
	FIELD(mail, created_at, INSTANT, KEPT),
	FIELD(mail, state, TERM, KEPT, .terms = &mail_states),
	FIELD(mail, message_id, TEXT, KEPT | NULLED, .max = 300),
	FIELD(mail, attempts, INTEGER, KEPT),
	FIELD(mail, attempts_lost, INTEGER, KEPT, .about = "of them, those of which nobody knows how they ended"),
	FIELD(mail, by_clock, BOOLEAN, KEPT, .about = "asked for by the clock: it leaves in the hours of the policy alone"),
	FIELD(mail, next_attempt_at, INSTANT, KEPT | NULLED),
	FIELD(mail, leased_until, INSTANT, HIDDEN | NULLED),
	FIELD(mail, answer, TEXT, KEPT | NULLED, A_REASON, .about = "the last words of the recipient's server, or ours"),
	FIELD(mail, ended_at, INSTANT, KEPT | NULLED, .about = "accepted, or given up"),
};
MESSAGE(mail, mail, mail_fields, .about = "what is mailed: put in the outbox with the decision that asks for it");

static const struct field reminder_fields[] = {
	FIELD(reminder, id, ID, KEPT),
	FIELD(reminder, audit, ID, KEPT),
	FIELD(reminder, deadline, ID, KEPT),
	FIELD(reminder, rung, TEXT, KEPT, A_CODE, .terms = &rung_actions),
	FIELD(reminder, action, TERM, KEPT, .terms = &rung_actions),
	FIELD(reminder, recipient, TERM, KEPT, .terms = &rung_recipients),
	FIELD(reminder, done, TERM, KEPT, .terms = &rung_dones),
	FIELD(reminder, reason, TEXT, KEPT | NULLED, A_CODE, .terms = &rung_reasons, .about = "why it was held back, passed over or left to a person"),
	FIELD(reminder, expected_on, DATE, KEPT, .about = "the day of the rung"),
	FIELD(reminder, done_on, DATE, KEPT),
	FIELD(reminder, days_late, INTEGER, KEPT),
	FIELD(reminder, new_date, DATE, KEPT | NULLED, .about = "that it set"),
	FIELD(reminder, letter, ID, KEPT | NULLED),
	FIELD(reminder, at, INSTANT, KEPT),
};
MESSAGE(reminder, reminder, reminder_fields, .about = "what became of a rung of a deadline: once, ever");

static const struct field order_fields[] = {
	FIELD(order, id, ID, KEPT),
	FIELD(order, audit, ID, KEPT),
	FIELD(order, version, INTEGER, KEPT),
	FIELD(order, state, TERM, KEPT, .terms = &order_states),
	FIELD(order, letter, ID, MADE | NULLED, .about = "that announces it; needed where several approved ones stand"),
	FIELD(order, issued_letter, ID, KEPT | NULLED),
	FIELD(order, withdrawn_letter, ID, KEPT | NULLED),
	FIELD(order, breaches, IDS, MADE | NEEDED, .min = 1, .max = ITEMS_MAX),
	FIELD(order, legal_ground, TEXT, MADE | NEEDED | WORDS, A_TITLE),
	FIELD(order, text, TEXT, MADE | NEEDED | WORDS, A_TEXT),
	FIELD(order, comment_due, DATE, MADE | NULLED),
	FIELD(order, compliance_date, DATE, MADE | NULLED),
	FIELD(order, announced_on, DATE, KEPT | NULLED),
	FIELD(order, issued_on, DATE, KEPT | NULLED),
	FIELD(order, urgent_reason, TEXT, KEPT | NULLED, A_REASON),
	FIELD(order, amount, INTEGER, KEPT | NULLED, .about = "NOK for each period"),
	FIELD(order, period, TERM, KEPT | NULLED, .terms = &periods),
	FIELD(order, from, DATE, KEPT | NULLED),
	FIELD(order, collected_on, DATE, KEPT | NULLED),
	FIELD(order, decision, ID, KEPT | NULLED),
	FIELD(order, reason, TEXT, KEPT | NULLED, A_TEXT, .about = "of referral or withdrawal; the text of compliance"),
};
MESSAGE(order, order, order_fields, .about = "an appealable decision: announced, then issued");
