/* terms - the closed lists of words, each in the order of its enum. */
#include "proto/terms.h"

#include <string.h>

#include "proto/refusal.h"

/* The enum's plural beside the words: a list that lost or gained one does not compile. */
#define TERMS(list, title, plural, ...) \
	static const char *const list##_words[] = { __VA_ARGS__ }; \
	_Static_assert(sizeof list##_words / sizeof *list##_words == (plural), "a word for each of " title); \
	const struct terms list = { title, list##_words, plural };

TERMS(audit_states, "audit_state", AUDIT_STATES, "planned", "notified", "fieldwork", "drafting", "hearing",
	"follow_up", "closed", "cancelled")
TERMS(breach_states, "breach_state", BREACH_STATES, "draft", "established", "reported", "corrected",
	"insufficient", "dropped")
TERMS(deadline_states, "deadline_state", DEADLINE_STATES, "proposed", "running", "met", "met_late",
	"extended", "waived", "lapsed")
TERMS(letter_states, "letter_state", LETTER_STATES, "draft", "submitted", "approved", "dispatched",
	"journalled", "withdrawn")
TERMS(order_states, "order_state", ORDER_STATES, "announced", "issued", "complied", "referred", "fined",
	"withdrawn")
TERMS(deadline_kinds, "deadline_kind", DEADLINE_KINDS, "contact_person", "documents", "survey", "draft_report",
	"comment", "final_report", "plan", "correction", "milestone", "measurement", "assessment",
	"order_comment", "order_compliance", "appeal")
TERMS(letter_kinds, "letter_kind", LETTER_KINDS, "notice", "preliminary_report", "final_report",
	"follow_up_demand", "deadline_confirmation", "reminder_1", "reminder_2", "meeting_invitation",
	"interim_measures", "assessment", "order_notice", "order", "order_withdrawn", "cancellation", "closure")
TERMS(methods, "method", METHODS, "system_audit", "self_assessment", "three_phase", "document", "spot_check",
	"unannounced", "joint")
TERMS(breach_kinds, "breach_kind", BREACH_KINDS, "breach", "deviation")
TERMS(severities, "severity", SEVERITIES, "minor", "serious", "critical")
TERMS(complexities, "complexity", COMPLEXITIES, "simple", "moderate", "complex")
TERMS(duties, "duty", DUTIES, "plan", "do", "check", "act")
TERMS(qualities, "quality", QUALITIES, "effective", "safe", "user_involving", "coordinated", "resource_wise",
	"accessible")
TERMS(maturities, "maturity", MATURITIES, "ad_hoc", "formalised", "organised", "integrated", "preventive")
TERMS(evidence_kinds, "evidence_kind", EVIDENCE_KINDS, "plan", "practice", "management", "user_experience",
	"other")
TERMS(draw_ways, "draw_way", DRAW_WAYS, "random", "systematic", "newest")
TERMS(samplings, "sampling", SAMPLINGS, "all", "random", "newest")
TERMS(reviewers, "reviewer", REVIEWERS, "enterprise", "authority")
TERMS(categories, "category", CATEGORIES, "structure", "process", "outcome")
TERMS(remark_kinds, "remark_kind", REMARK_KINDS, "remark", "improvement_area")
TERMS(contact_kinds, "contact_kind", CONTACT_KINDS, "phone", "meeting", "message")
TERMS(enterprise_kinds, "enterprise_kind", ENTERPRISE_KINDS, "municipality", "county", "health_trust",
	"private", "state", "other")
TERMS(language_forms, "language_form", LANGUAGE_FORMS, "nb", "nn", "neutral")
TERMS(owner_kinds, "owner_kind", OWNER_KINDS, "department", "outside")
TERMS(roles, "role", ROLES, "caseworker", "leader", "archivist", "admin", "auditor")
TERMS(periods, "period", PERIODS, "day", "week", "month")
TERMS(offers, "offer", OFFERS, "relapse", "assess_corrected")
TERMS(mail_kinds, "mail_kind", MAIL_KINDS, "letter", "deadline_near", "deadline_overdue", "reminder_sent",
	"reminder_drafted", "reminder_held", "digest", "relapse_offered", "correction_offered",
	"guide_review")
TERMS(document_states, "document_state", DOCUMENT_STATES, "waiting", "made", "failed")
TERMS(letter_mails, "letter_mail", LETTER_MAILS, "attached", "attached_if_open", "link")
TERMS(mail_states, "mail_state", MAIL_STATES, "waiting", "sending", "sent", "failed", "held")
TERMS(archive_states, "archive_state", ARCHIVE_STATES, "waiting", "written", "accepted", "delivered", "failed")
TERMS(letter_passages, "letter_passage", LETTER_PASSAGES, "introduction", "closing_remark", "contact_person", "documents",
	"visit_programme", "conclusion", "meeting", "reason", "records")
TERMS(template_states, "template_state", TEMPLATE_STATES, "draft", "approved", "withdrawn")
TERMS(template_events, "template_event", TEMPLATE_EVENTS, "approve", "withdraw")
TERMS(guide_formats, "guide_format", GUIDE_FORMATS, "tilsyn-guide-1")
TERMS(question_kinds, "question_kind", QUESTION_KINDS, "yes_no", "choice", "number", "text")
TERMS(survey_states, "survey_state", SURVEY_STATES, "open", "summed_up", "closed")
TERMS(survey_events, "survey_event", SURVEY_EVENTS, "sum_up", "resume", "close")
TERMS(extension_outcomes, "extension_outcome", EXTENSION_OUTCOMES, "open", "granted", "refused", "replaced")
TERMS(outcomes, "outcome", OUTCOMES, "corrected", "insufficient")
TERMS(rung_froms, "rung_from", RUNG_FROMS, "due", "new_date", "rung_before")
TERMS(rung_actions, "rung_action", RUNG_ACTIONS, "alert", "reminder_1", "reminder_2", "meeting_invitation",
	"leader_alert")
TERMS(rung_recipients, "rung_recipient", RUNG_RECIPIENTS, "follow_up_lead", "leaders", "enterprise")
TERMS(rung_channels, "rung_channel", RUNG_CHANNELS, "notice", "letter")
TERMS(rung_reasons, "rung_reason", RUNG_REASONS, "enterprise_paused", "already_reminded", "later_rung",
	"not_automatic")
TERMS(language_reasons, "language_reason", LANGUAGE_REASONS, "own_form", "answered_form", "authority_form", "default_form",
	"chosen")
TERMS(overridables, "overridable", OVERRIDABLES, "practice_missing", "management_missing", "measure_point_fails")
TERMS(rung_dones, "rung_done", RUNG_DONES, "sent", "drafted", "alerted", "held_back", "passed_over")
TERMS(calendar_whats, "calendar_what", CALENDAR_WHATS, "skipped", "counted", "rolled", "avoided", "due")
TERMS(calendar_whys, "calendar_why", CALENDAR_WHYS, "open", "saturday", "sunday", "holiday", "closing_day",
	"avoided_week", "easter_week")
TERMS(missed_whats, "missed_what", MISSED_WHATS, "rung", "lapse", "review")
TERMS(languages, "language", LANGUAGES, "nb", "nn", "en")

int term_find(const struct terms *terms, const char *word)
{
	for (int i = 0; i < terms->count; i++)
		if (strcmp(terms->word[i], word) == 0)
			return i;
	return TERM_NONE;
}

bool letter_passage_fits(int passage, int kind)
{
	static const unsigned kinds[LETTER_PASSAGES] = {       /* 0: all */
		[PASSAGE_DOCUMENTS] = 1u << LETTER_NOTICE,
		[PASSAGE_VISIT_PROGRAMME] = 1u << LETTER_NOTICE,
		[PASSAGE_CONCLUSION] = 1u << LETTER_PRELIMINARY_REPORT | 1u << LETTER_FINAL_REPORT | 1u << LETTER_ASSESSMENT
			| 1u << LETTER_ORDER | 1u << LETTER_CLOSURE,
		[PASSAGE_MEETING] = 1u << LETTER_MEETING_INVITATION,
		[PASSAGE_REASON] = 1u << LETTER_CANCELLATION | 1u << LETTER_ORDER_WITHDRAWN,
		[PASSAGE_RECORDS] = 1u << LETTER_NOTICE | 1u << LETTER_PRELIMINARY_REPORT | 1u << LETTER_FINAL_REPORT
			| 1u << LETTER_FOLLOW_UP_DEMAND | 1u << LETTER_ASSESSMENT,
	};

	return kinds[passage] == 0 || (kinds[passage] & 1u << kind) != 0;
}
