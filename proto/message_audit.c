/* message_audit - the audit, and what it owns that is no finding. */
#include "proto/table.h"

#include <string.h>

static const struct field owner_fields[] = {
	FIELD(owner, name, TEXT, EDIT | NEEDED | WORDS, A_NAME),
	FIELD(owner, kind, TERM, EDIT | NEEDED, .terms = &owner_kinds),
	FIELD(owner, lead_auditor, ID, EDIT | NULLED),
	FIELD(owner, agreed_on, DATE, KEPT | NULLED),
	FIELD(owner, agreed_by, ID, KEPT | NULLED),
	FIELD(owner, document, ID, KEPT | NULLED),
};
MESSAGE(owner, owner, owner_fields, .about = "whose breaches these are in a joint audit");

static void audit_check(const void *object, struct mistakes *mistakes)
{
	const struct audit *audit = object;
	const struct owner *owner = audit->owners.item;

	check_period(audit->visit_from, audit->visit_to, "/visit_to", mistakes);
	if (audit->survey[0] != '\0' && audit->in_depth_of[0] != '\0')
		mistakes_add(mistakes, "/in_depth_of", REFUSAL_inconsistent, "itself a part of a survey");
	for (int i = 0; i < audit->owners.count; i++)
		for (int j = 0; j < i; j++)
			if (owner[i].name != NULL && owner[j].name != NULL && strcmp(owner[i].name, owner[j].name) == 0)
				mistakes_add(mistakes, "/owners", REFUSAL_duplicate_item, "one owner of each name");
}

static const struct field audit_fields[] = {
	FIELD(audit, id, ID, KEPT),
	FIELD(audit, version, INTEGER, KEPT),
	FIELD(audit, case_number, TEXT, KEPT, .max = 20, .about = "2026/17: gap-free for each authority and year"),
	FIELD(audit, state, TERM, KEPT, .terms = &audit_states),
	FIELD(audit, enterprise, ID, MADE | NEEDED),
	FIELD(audit, programme, ID, EDIT | NULLED),
	FIELD(audit, theme, TEXT, EDIT | NEEDED | WORDS, A_TITLE),
	FIELD(audit, method, TERM, EDIT | NEEDED, .terms = &methods),
	FIELD(audit, requirements, IDS, EDIT | NEEDED, .min = 1, .max = ITEMS_MAX),
	FIELD(audit, measure_points, IDS, EDIT, .max = ITEMS_MAX, .about = "when planned, left out: the guide's"),
	FIELD(audit, team, IDS, MADE, .max = 50),
	FIELD(audit, lead_auditor, ID, MADE | NULLED),
	FIELD(audit, follow_up_lead, ID, KEPT | NULLED),
	FIELD(audit, visit_from, DATE, EDIT | NULLED),
	FIELD(audit, visit_to, DATE, EDIT | NULLED),
	FIELD(audit, owners, OBJECTS, EDIT, .max = 20, .of = &owner_message),
	FIELD(audit, later_rounds, OBJECTS, EDIT_WITHIN, .max = LATER_ROUNDS_MAX, .of = &later_round_message,
		.about = "when practice is measured again; left out: as the guide says"),
	FIELD(audit, summary_meeting_date, DATE, KEPT | NULLED),
	FIELD(audit, no_meeting_reason, TEXT, WITHIN | NULLED, A_REASON),
	FIELD(audit, maturity_at_final, TERM, KEPT | NULLED, .terms = &maturities),
	FIELD(audit, maturity_at_closure, TERM, KEPT | NULLED, .terms = &maturities),
	FIELD(audit, safety_statement, TEXT, WITHIN | NULLED, A_TEXT,
		.about = "why services are now safe, as said at closure"),
	FIELD(audit, imported, BOOLEAN, KEPT),
	FIELD(audit, adopted_on, DATE, KEPT | NULLED),
	FIELD(audit, source, FREE, WITHIN | NULLED, .of = &source_message,
		.about = "the members of an imported record as they came"),
	FIELD(audit, source_key, TEXT, HIDDEN | NULLED),
	FIELD(audit, survey, ID, USE_CREATE | WITHIN | NULLED,
		.about = "the survey it is one enterprise's part of: such an audit draws no conclusion"),
	FIELD(audit, in_depth_of, ID, USE_CREATE | WITHIN | NULLED,
		.about = "the survey's audit that was selected for it"),
	FIELD(audit, created_at, INSTANT, KEPT),
	FIELD(audit, closed_at, INSTANT, KEPT | NULLED),
	FIELD(audit, basis_changed_at, INSTANT, HIDDEN),
	FIELD(audit, log_hash, TEXT, HIDDEN),
};
MESSAGE(audit, audit, audit_fields, .check = audit_check, .about = "one planned supervision of one enterprise");

static const struct field remark_fields[] = {
	FIELD(remark, id, ID, KEPT),
	FIELD(remark, audit, ID, KEPT),
	FIELD(remark, kind, TERM, MADE | NEEDED, .terms = &remark_kinds),
	FIELD(remark, text, TEXT, MADE | NEEDED | WORDS, A_TEXT),
	FIELD(remark, registered_by, ID, KEPT | NULLED),
	FIELD(remark, registered_at, INSTANT, KEPT),
};
MESSAGE(remark, remark, remark_fields, .about = "no breach: no deadline, no duty to answer, never blocks closure");

static const struct field contact_fields[] = {
	FIELD(contact, id, ID, KEPT),
	FIELD(contact, audit, ID, KEPT),
	FIELD(contact, kind, TERM, MADE | NEEDED, .terms = &contact_kinds),
	FIELD(contact, occurred_on, DATE, MADE | NEEDED),
	FIELD(contact, text, TEXT, MADE | NEEDED | WORDS, A_TEXT),
	FIELD(contact, registered_by, ID, KEPT | NULLED),
	FIELD(contact, registered_at, INSTANT, KEPT),
};
MESSAGE(contact, contact, contact_fields, .about = "a call, meeting or message with its minutes");

static const struct field incoming_fields[] = {
	FIELD(incoming, id, ID, KEPT),
	FIELD(incoming, audit, ID, KEPT),
	FIELD(incoming, received_on, DATE, MADE | NEEDED),
	FIELD(incoming, from, TEXT, MADE | NEEDED | WORDS, A_NAME),
	FIELD(incoming, text, TEXT, MADE | NULLED | WORDS, A_TEXT),
	FIELD(incoming, their_reference, TEXT, MADE | NULLED | WORDS, A_CODE, .about = "the sender's own; our next letter names it"),
	FIELD(incoming, attachments, IDS, MADE, .max = ITEMS_MAX),
	FIELD(incoming, answers, IDS, MADE, .max = ITEMS_MAX, .about = "letters or deadlines of the case"),
	FIELD(incoming, language, TERM, MADE | NULLED, .terms = &languages, .about = "it is written in; what answers it is too, where the enterprise has no form of its own"),
	FIELD(incoming, exempt, TEXT, MADE | NULLED | WORDS, A_TITLE, .check = check_exempt,
		.about = "the section of offentleglova that keeps it from the public; left out: it is open"),
	FIELD(incoming, writes_off, IDS, KEPT, .max = ITEMS_MAX, .about = "letters that it is the first answer to"),
	FIELD(incoming, written_off_by, ID, TOLD, .about = "the letter that takes it up"),
	FIELD(incoming, written_off_on, DATE, TOLD),
	FIELD(incoming, archive_state, TERM, TOLD, .terms = &archive_states, .about = "of its journal post"),
	FIELD(incoming, archive_reason, TEXT, TOLD, A_REASON, .about = "why it could not be given to the archive"),
	FIELD(incoming, archive_at, INSTANT, TOLD, .about = "since when"),
	FIELD(incoming, archive_number, TEXT, TOLD, A_CODE),
	FIELD(incoming, registered_by, ID, KEPT | NULLED),
	FIELD(incoming, registered_at, INSTANT, KEPT),
};
MESSAGE(incoming, incoming, incoming_fields, .about = "a letter that arrived, and what it answers");

static const struct field attachment_fields[] = {
	FIELD(attachment, id, ID, KEPT),
	FIELD(attachment, name, TEXT, KEPT | NULLED | WORDS, A_NAME),
	FIELD(attachment, media_type, TEXT, KEPT, .max = 100),
	FIELD(attachment, size, INTEGER, KEPT),
	FIELD(attachment, sha256, TEXT, KEPT, .min = 64, .max = 64, .check = check_sha256),
	FIELD(attachment, uploaded_by, ID, KEPT | NULLED),
	FIELD(attachment, uploaded_at, INSTANT, KEPT),
};
MESSAGE(attachment, attachment, attachment_fields, .about = "a file: its content is read at its own path");

static const struct field event_fields[] = {
	FIELD(event, id, TEXT, KEPT, .max = 20, .about = "a growing number"),
	FIELD(event, at, INSTANT, KEPT),
	FIELD(event, occurred_on, DATE, KEPT | NULLED),
	FIELD(event, account, ID, KEPT | NULLED, .about = "null: the clock"),
	FIELD(event, audit, ID, KEPT | NULLED),
	FIELD(event, subject_kind, TEXT, KEPT, .max = CODE_MAX),
	FIELD(event, subject, ID, KEPT),
	FIELD(event, event, TEXT, KEPT, .max = CODE_MAX),
	FIELD(event, from, TEXT, KEPT | NULLED, .max = CODE_MAX),
	FIELD(event, to, TEXT, KEPT | NULLED, .max = CODE_MAX),
	FIELD(event, data, FREE, KEPT),
	FIELD(event, hash, TEXT, KEPT, .min = 64, .max = 64, .check = check_sha256),
	FIELD(event, previous_hash, TEXT, KEPT | NULLED, .min = 64, .max = 64, .check = check_sha256),
};
MESSAGE(event, event, event_fields, .about = "a line of the log, which is never changed");
