-- 0037_policy_shape - a policy as those who judge by it read it, in one place.

-- Its own number is its edition, as with programmes; the row's is another.
CREATE VIEW policy_told WITH (security_invoker) AS
SELECT
	authority_id, id, version AS row_version, edition AS version, name, programme, valid_from, valid_to,
	replaces, days, documents_before_visit, assessment_after_measurement, correction, unknown_severity,
	unknown_complexity, milestone_after, interim_after, ahead, comment_ahead_with_notice,
	avoided_weeks, avoid_easter, closing_days, rungs, send_from, send_to, fine_municipality, grounds,
	made_by, made_at
FROM policy
WHERE authority_id = tenant();

-- Those in force on a day: the authority's, and those of its programmes, for whom the authority's
-- closing days are theirs.  Written to be planned with the statement that asks.
CREATE FUNCTION policies_standing(today date) RETURNS SETOF policy_told
LANGUAGE sql STABLE AS $$
	SELECT
		p.authority_id, p.id, p.row_version, p.version, p.name, p.programme, p.valid_from, p.valid_to,
		p.replaces, p.days, p.documents_before_visit, p.assessment_after_measurement, p.correction,
		p.unknown_severity, p.unknown_complexity, p.milestone_after, p.interim_after, p.ahead,
		p.comment_ahead_with_notice, p.avoided_weeks, p.avoid_easter,
		coalesce(o.closing_days, '[]'), p.rungs, p.send_from, p.send_to, p.fine_municipality,
		p.grounds, p.made_by, p.made_at
	FROM policy_told p
	LEFT JOIN policy_told o ON o.programme IS NULL
		AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
	WHERE p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
$$;

-- The one that a case of this programme is judged by: its programme's, of this edition of the guide
-- or the newest before it, else the authority's; no row where tilsyn's own is.
CREATE FUNCTION policy_standing(today date, programme uuid) RETURNS SETOF policy_told
LANGUAGE sql STABLE AS $$
	SELECT p.*
	FROM policies_standing($1) p
	LEFT JOIN programme g ON g.authority_id = p.authority_id AND g.id = p.programme
	WHERE p.programme IS NULL OR EXISTS (SELECT FROM programme its
		WHERE its.authority_id = tenant() AND its.id = $2
			AND its.code = g.code AND its.edition >= g.edition)
	ORDER BY g.edition DESC NULLS LAST
	LIMIT 1
$$;
REVOKE ALL ON FUNCTION policies_standing, policy_standing FROM PUBLIC;
GRANT SELECT ON policy_told TO tilsyn;
GRANT EXECUTE ON FUNCTION policies_standing, policy_standing TO tilsyn;
