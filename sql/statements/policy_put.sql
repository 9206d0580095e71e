-- a policy, which is never changed
INSERT INTO policy (
	authority_id, id, version, edition, name, programme, valid_from, valid_to, replaces, days,
	documents_before_visit, assessment_after_measurement, correction, unknown_severity,
	unknown_complexity, milestone_after, interim_after, ahead, comment_ahead_with_notice,
	avoided_weeks, avoid_easter, closing_days, rungs, send_from, send_to,
	fine_municipality, grounds, review_months, review_ahead, letter_mail, made_by, made_at)
VALUES (
	:authority, :id, :row_version, :version, :name, :programme, :valid_from, :valid_to, :replaces,
	:days, :documents_before_visit, :assessment_after_measurement, :correction,
	:unknown_severity, :unknown_complexity, :milestone_after, :interim_after, :ahead,
	:comment_ahead_with_notice, :avoided_weeks, :avoid_easter, :closing_days,
	:rungs, :send_from, :send_to, :fine_municipality, :grounds, :review_months,
	:review_ahead, :letter_mail, :made_by, :made_at)
