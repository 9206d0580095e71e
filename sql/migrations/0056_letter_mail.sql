-- Whether a letter goes with the mail that tells of it; what is exempt from the public does not, unless a policy says so.
ALTER TABLE policy ADD letter_mail text NOT NULL DEFAULT 'attached_if_open'
	CHECK (letter_mail IN ('attached', 'attached_if_open', 'link'));
ALTER TABLE policy ALTER letter_mail DROP DEFAULT;

CREATE OR REPLACE VIEW policy_told WITH (security_invoker) AS
SELECT
	authority_id, id, version AS row_version, edition AS version, name, programme, valid_from, valid_to,
	replaces, days, documents_before_visit, assessment_after_measurement, correction, unknown_severity,
	unknown_complexity, milestone_after, interim_after, ahead, comment_ahead_with_notice,
	avoided_weeks, avoid_easter, closing_days, rungs, send_from, send_to, fine_municipality, grounds,
	made_by, made_at, review_months, review_ahead, letter_mail
FROM policy
WHERE authority_id = tenant();
CREATE OR REPLACE FUNCTION policies_standing(today date) RETURNS SETOF policy_told
LANGUAGE sql STABLE AS $$
	SELECT
		p.authority_id, p.id, p.row_version, p.version, p.name, p.programme, p.valid_from, p.valid_to,
		p.replaces, p.days, p.documents_before_visit, p.assessment_after_measurement, p.correction,
		p.unknown_severity, p.unknown_complexity, p.milestone_after, p.interim_after, p.ahead,
		p.comment_ahead_with_notice, p.avoided_weeks, p.avoid_easter,
		coalesce(o.closing_days, '[]'), p.rungs, p.send_from, p.send_to, p.fine_municipality,
		p.grounds, p.made_by, p.made_at, p.review_months, p.review_ahead, p.letter_mail
	FROM policy_told p
	LEFT JOIN policy_told o ON o.programme IS NULL
		AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
	WHERE p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
$$;
