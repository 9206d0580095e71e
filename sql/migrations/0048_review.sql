-- 0048_review - how far ahead a guide's review may lie and when somebody is told of it, and that they were.
ALTER TABLE policy
	ADD review_months bigint NOT NULL DEFAULT 12 CHECK (review_months BETWEEN 1 AND 60),
	ADD review_ahead bigint NOT NULL DEFAULT 30 CHECK (review_ahead BETWEEN 0 AND 365);
ALTER TABLE policy ALTER review_months DROP DEFAULT, ALTER review_ahead DROP DEFAULT;

CREATE OR REPLACE VIEW policy_told WITH (security_invoker) AS
SELECT
	authority_id, id, version AS row_version, edition AS version, name, programme, valid_from, valid_to,
	replaces, days, documents_before_visit, assessment_after_measurement, correction, unknown_severity,
	unknown_complexity, milestone_after, interim_after, ahead, comment_ahead_with_notice,
	avoided_weeks, avoid_easter, closing_days, rungs, send_from, send_to, fine_municipality, grounds,
	made_by, made_at, review_months, review_ahead
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
		p.grounds, p.made_by, p.made_at, p.review_months, p.review_ahead
	FROM policy_told p
	LEFT JOIN policy_told o ON o.programme IS NULL
		AND o.valid_from <= $1 AND (o.valid_to IS NULL OR o.valid_to >= $1)
	WHERE p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
$$;

-- The ledger: who sees to a guide is told of each date once, ever.
CREATE TABLE review (
	authority_id uuid NOT NULL,
	programme    uuid NOT NULL,
	review_by    date NOT NULL,
	told_at      timestamptz NOT NULL,
	PRIMARY KEY (authority_id, programme, review_by),
	FOREIGN KEY (authority_id, programme) REFERENCES programme (authority_id, id)
);
ALTER TABLE review ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON review USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON review TO tilsyn;
CREATE TRIGGER kept_content BEFORE UPDATE ON review FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON review FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON review FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE review ENABLE ALWAYS TRIGGER kept_content;
ALTER TABLE review ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE review ENABLE ALWAYS TRIGGER kept_table;

-- Across tenants, for the clerk: the newest edition of each guide, by the policy of its audits.
CREATE FUNCTION reviews_due(today date, ahead bigint, most bigint, skip bigint)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT g.authority_id, g.id
	FROM programme g
	LEFT JOIN LATERAL (
		SELECT p.review_ahead
		FROM policy p
		LEFT JOIN programme of ON of.authority_id = p.authority_id AND of.id = p.programme
		WHERE p.authority_id = g.authority_id AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
			AND (p.programme IS NULL OR (of.code = g.code AND of.edition <= g.edition))
		ORDER BY of.edition DESC NULLS LAST
		LIMIT 1) p ON true
	WHERE g.review_by <= $1 + coalesce(p.review_ahead, $2)::int
		AND g.edition = (SELECT max(n.edition) FROM programme n
			WHERE n.authority_id = g.authority_id AND n.code = g.code)
		AND NOT EXISTS (SELECT FROM review r WHERE r.authority_id = g.authority_id
			AND r.programme = g.id AND r.review_by = g.review_by)
	ORDER BY g.review_by, g.authority_id, g.id
	LIMIT $3 OFFSET $4
$$;
REVOKE ALL ON FUNCTION reviews_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION reviews_due TO tilsyn;

ALTER TABLE mail DROP CONSTRAINT mail_kind_check;
ALTER TABLE mail ADD CONSTRAINT mail_kind_check CHECK (kind IN ('letter', 'deadline_near', 'deadline_overdue',
	'reminder_sent', 'reminder_drafted', 'reminder_held', 'digest', 'relapse_offered', 'correction_offered',
	'guide_review'));

-- Of the tenant, the cases with an offer: few, which the planner cannot know.
CREATE FUNCTION breaches_offered()
RETURNS TABLE (audit uuid)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 10 SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT audit FROM breach WHERE authority_id = tenant() AND offered IS NOT NULL
$$;
REVOKE ALL ON FUNCTION breaches_offered FROM PUBLIC;
GRANT EXECUTE ON FUNCTION breaches_offered TO tilsyn;
