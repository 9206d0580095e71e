-- every policy in force today, each with the authority's closing days
SELECT
	p.id, p.version AS row_version, p.edition AS version, p.name, p.programme, p.valid_from, p.valid_to,
	p.replaces, p.days, p.documents_before_visit, p.assessment_after_measurement, p.correction,
	p.unknown_severity, p.unknown_complexity, p.milestone_after, p.interim_after, p.ahead,
	p.comment_ahead_with_notice, p.avoided_weeks, p.avoid_easter,
	coalesce(o.closing_days, '[]') AS closing_days, p.rungs, p.send_from, p.send_to, p.fine_municipality, p.grounds,
	p.made_by, p.made_at
FROM policy p
LEFT JOIN policy o ON o.authority_id = tenant() AND o.programme IS NULL
	AND o.valid_from <= :today AND (o.valid_to IS NULL OR o.valid_to >= :today)
WHERE p.authority_id = tenant()
	AND p.valid_from <= :today AND (p.valid_to IS NULL OR p.valid_to >= :today)
ORDER BY p.id
