-- the case
SELECT
	id, version, case_number, state, enterprise, programme, theme, method, requirements,
	measure_points, team, lead_auditor, follow_up_lead, visit_from, visit_to, owners, later_rounds,
	summary_meeting_date, no_meeting_reason, maturity_at_final, maturity_at_closure,
	safety_statement, imported, adopted_on, source, source_key, created_at, closed_at,
	basis_changed_at, log_hash, survey, in_depth_of
FROM audit
WHERE authority_id = tenant() AND id = this_case()
