-- 0027_learning - what many cases tell together, within an authority or, for the national board, in all.

-- Whose concluded audits: the caller's own, or all of national programmes where the caller is the
-- national board.  Only what has no name leaves these functions: counts, days and codes.
CREATE FUNCTION learning_audits("national" boolean, programme_code text)
RETURNS TABLE (authority_id uuid, id uuid, closed_at timestamptz, requirements uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.authority_id, a.id, a.closed_at, a.requirements
	FROM audit a
	LEFT JOIN programme p ON p.authority_id = a.authority_id AND p.id = a.programme
	WHERE a.state IN ('follow_up', 'closed')
		AND ($2 IS NULL OR p.code = $2)
		AND CASE WHEN $1 THEN p."national" AND EXISTS (SELECT FROM authority t
				WHERE t.authority_id = tenant() AND t."national")
			ELSE a.authority_id = tenant() END
$$;

-- Per requirement: audits it was in, those with breach of it, and the breaches.
CREATE FUNCTION learning_requirements("national" boolean, programme_code text)
RETURNS TABLE (code text, act text, section text, audits bigint, with_breach bigint, breaches bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH audited AS MATERIALIZED (SELECT * FROM learning_audits($1, $2)),
	found AS (
		SELECT b.authority_id, b.audit, b.id, r.requirement
		FROM audited a
		JOIN breach b ON b.authority_id = a.authority_id AND b.audit = a.id
		CROSS JOIN unnest(b.requirements) AS r (requirement)
		WHERE b.state NOT IN ('draft', 'dropped')),
	held AS (
		SELECT a.authority_id, a.id AS audit, r.requirement
		FROM audited a CROSS JOIN unnest(a.requirements) AS r (requirement)
		UNION SELECT authority_id, audit, requirement FROM found)
	SELECT r.code, min(r.act), min(r.section), count(DISTINCT (h.authority_id, h.audit)),
		count(DISTINCT (f.authority_id, f.audit)) FILTER (WHERE f.id IS NOT NULL),
		count(DISTINCT (f.authority_id, f.id)) FILTER (WHERE f.id IS NOT NULL)
	FROM held h
	JOIN requirement r ON r.authority_id = h.authority_id AND r.id = h.requirement
	LEFT JOIN found f ON f.authority_id = h.authority_id AND f.audit = h.audit
		AND f.requirement = h.requirement
	GROUP BY r.code
$$;

-- Days from established to corrected, or to where a breach was last seen open.
CREATE FUNCTION learning_breaches("national" boolean, programme_code text, today date)
RETURNS TABLE (days bigint, corrected boolean, failed_duty text, quality text[], breaches bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT greatest(coalesce(CASE
			WHEN b.state = 'corrected' THEN b.corrected_on
			WHEN b.state = 'dropped' THEN (SELECT max(e.occurred_on) FROM event e
				WHERE e.authority_id = b.authority_id AND e.audit = b.audit
					AND e.subject = b.id AND e.event = 'discontinue')
			END, $3) - b.established_on, 0)::bigint,
		b.state = 'corrected', b.failed_duty, b.quality, count(*)
	FROM learning_audits($1, $2) a
	JOIN breach b ON b.authority_id = a.authority_id AND b.audit = a.id
	WHERE b.established_on IS NOT NULL
	GROUP BY 1, 2, 3, 4
$$;

-- The first and the last review round of each breach's measure point, where there are two.
CREATE FUNCTION learning_effects("national" boolean, programme_code text)
RETURNS TABLE (code text, text text, compliant_1 bigint, sample_1 bigint, compliant_2 bigint,
	sample_2 bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT p.code, p.text, r.compliant[1], r.sample[1], r.compliant[cardinality(r.compliant)],
		r.sample[cardinality(r.sample)]
	FROM (SELECT o.authority_id, o.measure_point,
			array_agg(o.compliant ORDER BY o.period_to) AS compliant,
			array_agg(o.sample ORDER BY o.period_to) AS sample
		FROM learning_audits($1, $2) a
		JOIN breach b ON b.authority_id = a.authority_id AND b.audit = a.id
			AND b.established_on IS NOT NULL
		JOIN observation o ON o.authority_id = b.authority_id AND o.breach = b.id
		WHERE o.sample > 0
		GROUP BY o.authority_id, o.breach, o.measure_point
		HAVING count(*) > 1) r
	JOIN measure_point p ON p.authority_id = r.authority_id AND p.id = r.measure_point
$$;

REVOKE ALL ON FUNCTION learning_audits, learning_requirements, learning_breaches, learning_effects
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_audits, learning_requirements, learning_breaches,
	learning_effects TO tilsyn;
