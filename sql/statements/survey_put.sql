-- the survey as it now stands
INSERT INTO survey (
	authority_id, id, version, programme, title, method, due, introduction, lead_auditor, team, state,
	report, opened_by, opened_at, summed_up_at, closed_at, reason)
VALUES (
	:authority, :id, :version, :programme, :title, :method, :due, :introduction, :lead_auditor, :team, :state,
	:report, :opened_by, :opened_at, :summed_up_at, :closed_at, :reason)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, title = EXCLUDED.title, due = EXCLUDED.due,
	introduction = EXCLUDED.introduction, state = EXCLUDED.state, report = EXCLUDED.report,
	summed_up_at = EXCLUDED.summed_up_at, closed_at = EXCLUDED.closed_at, reason = EXCLUDED.reason
