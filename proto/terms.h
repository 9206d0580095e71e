/* terms.h - the closed lists of words: an enum each, its words in proto/terms.c in the same order. */
#ifndef PROTO_TERMS_H
#define PROTO_TERMS_H

#include "proto/field.h"

enum audit_state { AUDIT_PLANNED, AUDIT_NOTIFIED, AUDIT_FIELDWORK, AUDIT_DRAFTING, AUDIT_HEARING,
	AUDIT_FOLLOW_UP, AUDIT_CLOSED, AUDIT_CANCELLED, AUDIT_STATES };
enum breach_state { BREACH_DRAFT, BREACH_ESTABLISHED, BREACH_REPORTED, BREACH_CORRECTED,
	BREACH_INSUFFICIENT, BREACH_DROPPED, BREACH_STATES };
enum deadline_state { DEADLINE_PROPOSED, DEADLINE_RUNNING, DEADLINE_MET, DEADLINE_MET_LATE,
	DEADLINE_EXTENDED, DEADLINE_WAIVED, DEADLINE_LAPSED, DEADLINE_STATES };
enum letter_state { LETTER_DRAFT, LETTER_SUBMITTED, LETTER_APPROVED, LETTER_DISPATCHED,
	LETTER_JOURNALLED, LETTER_WITHDRAWN, LETTER_STATES };
enum order_state { ORDER_ANNOUNCED, ORDER_ISSUED, ORDER_COMPLIED, ORDER_REFERRED, ORDER_FINED,
	ORDER_WITHDRAWN, ORDER_STATES };

enum deadline_kind { DEADLINE_CONTACT_PERSON, DEADLINE_DOCUMENTS, DEADLINE_SURVEY, DEADLINE_DRAFT_REPORT,
	DEADLINE_COMMENT, DEADLINE_FINAL_REPORT, DEADLINE_PLAN, DEADLINE_CORRECTION, DEADLINE_MILESTONE,
	DEADLINE_MEASUREMENT, DEADLINE_ASSESSMENT, DEADLINE_ORDER_COMMENT, DEADLINE_ORDER_COMPLIANCE,
	DEADLINE_APPEAL, DEADLINE_KINDS };
enum letter_kind { LETTER_NOTICE, LETTER_PRELIMINARY_REPORT, LETTER_FINAL_REPORT, LETTER_FOLLOW_UP_DEMAND,
	LETTER_DEADLINE_CONFIRMATION, LETTER_REMINDER_1, LETTER_REMINDER_2, LETTER_MEETING_INVITATION,
	LETTER_INTERIM_MEASURES, LETTER_ASSESSMENT, LETTER_ORDER_NOTICE, LETTER_ORDER,
	LETTER_ORDER_WITHDRAWN, LETTER_CANCELLATION, LETTER_CLOSURE, LETTER_KINDS };

enum method { METHOD_SYSTEM_AUDIT, METHOD_SELF_ASSESSMENT, METHOD_THREE_PHASE, METHOD_DOCUMENT,
	METHOD_SPOT_CHECK, METHOD_UNANNOUNCED, METHOD_JOINT, METHODS };
enum breach_kind { BREACH_KIND_BREACH, BREACH_KIND_DEVIATION, BREACH_KINDS };
enum severity { SEVERITY_MINOR, SEVERITY_SERIOUS, SEVERITY_CRITICAL, SEVERITIES };
enum complexity { COMPLEXITY_SIMPLE, COMPLEXITY_MODERATE, COMPLEXITY_COMPLEX, COMPLEXITIES };
enum duty { DUTY_PLAN, DUTY_DO, DUTY_CHECK, DUTY_ACT, DUTIES };
enum quality { QUALITY_EFFECTIVE, QUALITY_SAFE, QUALITY_USER_INVOLVING, QUALITY_COORDINATED,
	QUALITY_RESOURCE_WISE, QUALITY_ACCESSIBLE, QUALITIES };
enum maturity { MATURITY_AD_HOC, MATURITY_FORMALISED, MATURITY_ORGANISED, MATURITY_INTEGRATED,
	MATURITY_PREVENTIVE, MATURITIES };
enum evidence_kind { EVIDENCE_PLAN, EVIDENCE_PRACTICE, EVIDENCE_MANAGEMENT, EVIDENCE_USER_EXPERIENCE,
	EVIDENCE_OTHER, EVIDENCE_KINDS };
enum sampling { SAMPLING_ALL, SAMPLING_RANDOM, SAMPLING_NEWEST, SAMPLINGS };
enum draw_way { DRAW_RANDOM, DRAW_SYSTEMATIC, DRAW_NEWEST, DRAW_WAYS };
enum reviewer { REVIEWER_ENTERPRISE, REVIEWER_AUTHORITY, REVIEWERS };
enum category { CATEGORY_STRUCTURE, CATEGORY_PROCESS, CATEGORY_OUTCOME, CATEGORIES };
enum remark_kind { REMARK_REMARK, REMARK_IMPROVEMENT_AREA, REMARK_KINDS };
enum contact_kind { CONTACT_PHONE, CONTACT_MEETING, CONTACT_MESSAGE, CONTACT_KINDS };
enum enterprise_kind { ENTERPRISE_MUNICIPALITY, ENTERPRISE_COUNTY, ENTERPRISE_HEALTH_TRUST,
	ENTERPRISE_PRIVATE, ENTERPRISE_STATE, ENTERPRISE_OTHER, ENTERPRISE_KINDS };
enum language_form { FORM_NB, FORM_NN, FORM_NEUTRAL, LANGUAGE_FORMS };
enum owner_kind { OWNER_DEPARTMENT, OWNER_OUTSIDE, OWNER_KINDS };
enum role { ROLE_CASEWORKER, ROLE_LEADER, ROLE_ARCHIVIST, ROLE_ADMIN, ROLE_AUDITOR, ROLES };
enum template_state { TEMPLATE_DRAFT, TEMPLATE_APPROVED, TEMPLATE_WITHDRAWN, TEMPLATE_STATES };
enum template_event { TEMPLATE_APPROVE, TEMPLATE_WITHDRAW, TEMPLATE_EVENTS };
/* The passages of a letter that a person writes. */
enum letter_passage { PASSAGE_INTRODUCTION, PASSAGE_CLOSING_REMARK, PASSAGE_CONTACT_PERSON, PASSAGE_DOCUMENTS,
	PASSAGE_VISIT_PROGRAMME, PASSAGE_CONCLUSION, PASSAGE_MEETING, PASSAGE_REASON, PASSAGE_RECORDS, LETTER_PASSAGES };
enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH, PERIODS };
enum offer { OFFER_RELAPSE, OFFER_ASSESS_CORRECTED, OFFERS };
enum mail_kind { MAIL_LETTER, MAIL_DEADLINE_NEAR, MAIL_DEADLINE_OVERDUE, MAIL_REMINDER_SENT,
	MAIL_REMINDER_DRAFTED, MAIL_REMINDER_HELD, MAIL_DIGEST, MAIL_RELAPSE_OFFERED, MAIL_CORRECTION_OFFERED,
	MAIL_GUIDE_REVIEW, MAIL_KINDS };
enum document_state { DOCUMENT_WAITING, DOCUMENT_MADE, DOCUMENT_FAILED, DOCUMENT_STATES };
enum archive_state { ARCHIVE_WAITING, ARCHIVE_WRITTEN, ARCHIVE_ACCEPTED, ARCHIVE_DELIVERED, ARCHIVE_FAILED, ARCHIVE_STATES };
enum letter_mail { LETTER_MAIL_ATTACHED, LETTER_MAIL_ATTACHED_IF_OPEN, LETTER_MAIL_LINK, LETTER_MAILS };
enum mail_state { MAIL_WAITING, MAIL_SENDING, MAIL_SENT, MAIL_FAILED, MAIL_HELD, MAIL_STATES };
/* What a count does with a day, and why nothing falls due on it: a holiday before a Sunday. */
enum calendar_what { CALENDAR_SKIPPED, CALENDAR_COUNTED, CALENDAR_ROLLED, CALENDAR_AVOIDED, CALENDAR_DUE, CALENDAR_WHATS };
enum calendar_why { CALENDAR_OPEN, CALENDAR_SATURDAY, CALENDAR_SUNDAY, CALENDAR_HOLIDAY, CALENDAR_CLOSING_DAY,
	CALENDAR_AVOIDED_WEEK, CALENDAR_EASTER_WEEK, CALENDAR_WHYS };
enum rung_from { RUNG_FROM_DUE, RUNG_FROM_NEW_DATE, RUNG_FROM_BEFORE, RUNG_FROMS };
enum rung_action { RUNG_ALERT, RUNG_REMINDER_1, RUNG_REMINDER_2, RUNG_MEETING_INVITATION, RUNG_LEADER_ALERT, RUNG_ACTIONS };
enum rung_recipient { RUNG_TO_LEAD, RUNG_TO_LEADERS, RUNG_TO_ENTERPRISE, RUNG_RECIPIENTS };
enum rung_channel { RUNG_BY_NOTICE, RUNG_BY_LETTER, RUNG_CHANNELS };
enum missed_what { MISSED_RUNG, MISSED_LAPSE, MISSED_REVIEW, MISSED_WHATS };
enum rung_reason { RUNG_ENTERPRISE_PAUSED, RUNG_ALREADY_REMINDED, RUNG_LATER_RUNG, RUNG_NOT_AUTOMATIC, RUNG_REASONS };
enum language_reason { LANGUAGE_OWN_FORM, LANGUAGE_ANSWERED_FORM, LANGUAGE_AUTHORITY_FORM, LANGUAGE_DEFAULT_FORM,
	LANGUAGE_CHOSEN, LANGUAGE_REASONS };
/* The guards that a leader may override (domain.md 4.2), by their codes. */
enum overridable { OVERRIDABLE_PRACTICE, OVERRIDABLE_MANAGEMENT, OVERRIDABLE_MEASURE_POINT, OVERRIDABLES };
enum rung_done { RUNG_SENT, RUNG_DRAFTED, RUNG_ALERTED, RUNG_HELD_BACK, RUNG_PASSED_OVER, RUNG_DONES };
enum question_kind { QUESTION_YES_NO, QUESTION_CHOICE, QUESTION_NUMBER, QUESTION_TEXT, QUESTION_KINDS };
enum survey_state { SURVEY_OPEN, SURVEY_SUMMED_UP, SURVEY_CLOSED, SURVEY_STATES };
enum survey_event { SURVEY_SUM_UP, SURVEY_RESUME, SURVEY_CLOSE, SURVEY_EVENTS };
enum guide_format { GUIDE_1, GUIDE_FORMATS };
enum extension_outcome { EXTENSION_OPEN, EXTENSION_GRANTED, EXTENSION_REFUSED, EXTENSION_REPLACED, EXTENSION_OUTCOMES };
enum outcome { OUTCOME_CORRECTED, OUTCOME_INSUFFICIENT, OUTCOMES };

/* One a line, in the order of proto/terms.c. */
extern const struct terms audit_states;
extern const struct terms breach_states;
extern const struct terms deadline_states;
extern const struct terms letter_states;
extern const struct terms order_states;
extern const struct terms deadline_kinds;
extern const struct terms letter_kinds;
extern const struct terms methods;
extern const struct terms breach_kinds;
extern const struct terms severities;
extern const struct terms complexities;
extern const struct terms duties;
extern const struct terms qualities;
extern const struct terms maturities;
extern const struct terms evidence_kinds;
extern const struct terms samplings;
extern const struct terms draw_ways;
extern const struct terms reviewers;
extern const struct terms categories;
extern const struct terms remark_kinds;
extern const struct terms contact_kinds;
extern const struct terms enterprise_kinds;
extern const struct terms language_forms;
extern const struct terms owner_kinds;
extern const struct terms roles;
extern const struct terms periods;
extern const struct terms extension_outcomes;
extern const struct terms outcomes;
extern const struct terms letter_passages;
bool letter_passage_fits(int passage, int kind);        /* a letter of the kind has a place for it */
extern const struct terms template_states;
extern const struct terms template_events;
extern const struct terms offers;
extern const struct terms mail_kinds;
extern const struct terms document_states;
extern const struct terms letter_mails, mail_states, archive_states;
extern const struct terms languages;
extern const struct terms guide_formats;
extern const struct terms question_kinds;
extern const struct terms survey_states;
extern const struct terms survey_events;
extern const struct terms rung_froms;
extern const struct terms rung_actions;
extern const struct terms rung_recipients;
extern const struct terms rung_channels;
extern const struct terms language_reasons;
extern const struct terms overridables;
extern const struct terms rung_reasons;
extern const struct terms rung_dones;
extern const struct terms missed_whats;
extern const struct terms calendar_whats, calendar_whys;

#endif
