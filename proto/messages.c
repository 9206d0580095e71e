/* messages - all of them, for the contract's document and the tests that walk over every one. */
#include "proto/messages.h"

const struct message *const messages[] = {
	&enterprise_message, &requirement_message, &measure_point_message, &programme_message, &account_message,
	&policy_message, &kind_days_message, &kind_ahead_message, &complexity_days_message,
	&correction_days_message, &week_range_message, &closing_day_message, &rung_message, &legal_ground_message,
	&deputy_message, &conflict_message, &owner_message, &audit_message, &breach_message, &demand_message,
	&interim_measure_message, &evidence_message, &observation_message, &draw_message, &series_figure_message, &series_note_message, &re_review_message, &assessment_message,
	&attachment_message, &remark_message, &contact_message, &incoming_message, &deadline_message,
	&letter_message, &letter_template_message, &template_text_message, &letter_version_message, &letter_date_message, &notice_of_order_message, &approval_message, &order_message,
	&mail_message, &milestone_message, &event_message,

	&page_query_message, &audits_query_message, &deadlines_query_message, &letters_query_message, &mails_query_message,
	&events_query_message, &calendar_query_message, &sample_query_message, &draws_query_message, &import_query_message,
	&series_message, &series_query_message, &series_chart_query_message, &series_file_query_message, &rounds_chart_query_message,
	 &session_request_message, &me_message, &action_message, &template_action_message, &diff_query_message,
	&import_record_message, &import_breach_message, &import_fact_message, &import_enterprise_message,
	&import_form_message, &import_address_message,

	&session_message, &me_detail_message, &calendar_year_message, &calendar_add_message, &holiday_entry_message,
	&calendar_step_message, &audit_row_message, &audit_detail_message, &breach_within_message,
	&breach_detail_message, &sample_size_message, &sample_plan_message, &draw_detail_message,
	&draw_record_message, &series_detail_message, &series_point_message, &series_phase_message, &agreement_message, &verdict_message, &round_message, &interval_message, &deadline_row_message,
	&deadline_detail_message, &mail_row_message, &letter_row_message, &letter_detail_message, &order_detail_message,
	&action_entry_message, &guard_entry_message, &problem_message, &mistake_message, &overview_message,
	&overview_deadline_message, &overview_breaches_message, &share_of_programme_message,
	&share_of_requirement_message, &share_of_severity_message, &load_message, &import_answer_message,
	&import_note_message, &health_message, &built_in_template_message, &template_object_message,
	&template_name_message, &letter_diff_message, &diff_part_message, &source_message,
	NULL
};
