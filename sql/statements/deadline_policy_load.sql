-- the policy that a deadline was set under; none: the default
SELECT
	p.id, p.version AS row_version, p.edition AS version, p.name, p.programme, p.valid_from, p.valid_to,
	p.replaces, p.days, p.documents_before_visit, p.assessment_after_measurement, p.correction,
	p.unknown_severity, p.unknown_complexity, p.milestone_after, p.interim_after, p.ahead,
	p.comment_ahead_with_notice, p.avoided_weeks, p.avoid_easter,
	p.closing_days, p.rungs, p.send_from, p.send_to, p.fine_municipality, p.grounds,
	p.made_by, p.made_at
FROM deadline d
JOIN policy p ON p.authority_id = d.authority_id AND p.id = d.policy
WHERE d.authority_id = tenant() AND d.id = :id
