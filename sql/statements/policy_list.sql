-- a page of policies in the order they were made
SELECT
	p.id, p.version AS row_version, p.edition AS version, p.name, p.programme, p.valid_from, p.valid_to,
	p.replaces, p.days, p.documents_before_visit, p.assessment_after_measurement, p.correction,
	p.unknown_severity, p.unknown_complexity, p.milestone_after, p.interim_after, p.ahead,
	p.comment_ahead_with_notice, p.avoided_weeks, p.avoid_easter,
	p.closing_days, p.rungs, p.send_from, p.send_to, p.fine_municipality, p.grounds,
	p.made_by, p.made_at, p.id::text AS cursor_key
FROM policy p
WHERE p.authority_id = tenant() AND (:after_id::uuid IS NULL OR p.id > :after_id)
ORDER BY p.id
LIMIT :fetch
