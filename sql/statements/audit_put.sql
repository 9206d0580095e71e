-- the case as it now stands
INSERT INTO audit (
	authority_id, id, version, case_number, state, enterprise, programme, theme, method,
	requirements, measure_points, team, lead_auditor, follow_up_lead, visit_from, visit_to,
	owners, later_rounds, summary_meeting_date, no_meeting_reason, maturity_at_final, maturity_at_closure,
	safety_statement, imported, adopted_on, source, source_key, created_at, closed_at,
	basis_changed_at, log_hash, survey, in_depth_of)
VALUES (
	:authority, :id, :version, :case_number, :state, :enterprise, :programme, :theme, :method,
	:requirements, :measure_points, :team, :lead_auditor, :follow_up_lead, :visit_from,
	:visit_to, :owners, :later_rounds, :summary_meeting_date, :no_meeting_reason, :maturity_at_final,
	:maturity_at_closure, :safety_statement, :imported, :adopted_on, :source, :source_key,
	:created_at, :closed_at, :basis_changed_at, :log_hash,
	:survey, :in_depth_of)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, state = EXCLUDED.state, enterprise = EXCLUDED.enterprise,
	programme = EXCLUDED.programme, theme = EXCLUDED.theme, method = EXCLUDED.method,
	requirements = EXCLUDED.requirements, measure_points = EXCLUDED.measure_points,
	team = EXCLUDED.team, lead_auditor = EXCLUDED.lead_auditor,
	follow_up_lead = EXCLUDED.follow_up_lead, visit_from = EXCLUDED.visit_from,
	visit_to = EXCLUDED.visit_to, owners = EXCLUDED.owners,
	later_rounds = EXCLUDED.later_rounds,
	summary_meeting_date = EXCLUDED.summary_meeting_date,
	no_meeting_reason = EXCLUDED.no_meeting_reason,
	maturity_at_final = EXCLUDED.maturity_at_final,
	maturity_at_closure = EXCLUDED.maturity_at_closure,
	safety_statement = EXCLUDED.safety_statement, adopted_on = EXCLUDED.adopted_on,
	source = EXCLUDED.source, closed_at = EXCLUDED.closed_at,
	basis_changed_at = EXCLUDED.basis_changed_at, log_hash = EXCLUDED.log_hash
