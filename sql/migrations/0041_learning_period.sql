-- 0041_learning_period - learning from audits of a period, and from what is alike counted once.

DROP FUNCTION learning_effects, learning_breaches, learning_requirements, learning_audits;

-- Whose concluded audits, as before; concluded is the day of the final report: when its breaches were
-- established, or it was closed with none.
CREATE FUNCTION learning_audits("national" boolean, programme_code text, first date, last date)
RETURNS TABLE (authority_id uuid, id uuid, requirements uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.authority_id, a.id, a.requirements
	FROM audit a
	LEFT JOIN programme p ON p.authority_id = a.authority_id AND p.id = a.programme
	WHERE a.state IN ('follow_up', 'closed')
		AND ($2 IS NULL OR p.code = $2)
		AND CASE WHEN $1 THEN p."national" AND EXISTS (SELECT FROM authority t
				WHERE t.authority_id = tenant() AND t."national")
			ELSE a.authority_id = tenant() END
		AND ($3 IS NULL AND $4 IS NULL OR (SELECT coalesce(min(b.established_on),
				(a.closed_at AT TIME ZONE 'Europe/Oslo')::date)
				BETWEEN coalesce($3, '-infinity') AND coalesce($4, 'infinity')
			FROM breach b WHERE b.authority_id = a.authority_id AND b.audit = a.id))
$$;

-- Per requirement: audits it was in, those with breach of it, and the breaches.
CREATE FUNCTION learning_requirements("national" boolean, programme_code text, first date, last date)
RETURNS TABLE (code text, act text, section text, audits bigint, with_breach bigint, breaches bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH audited AS MATERIALIZED (SELECT * FROM learning_audits($1, $2, $3, $4)),
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

-- Of all, of each failed duty and of each dimension of quality: by days from established, how many
-- breaches were corrected after so many, and how many were last seen open then.
CREATE FUNCTION learning_times("national" boolean, programme_code text, first date, last date, today date)
RETURNS TABLE (part text, word text, days bigint, corrected bigint, censored bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH seen AS MATERIALIZED (
		SELECT greatest(coalesce(CASE
				WHEN b.state = 'corrected' THEN b.corrected_on
				WHEN b.state = 'dropped' THEN (SELECT max(e.occurred_on) FROM event e
					WHERE e.authority_id = b.authority_id AND e.audit = b.audit
						AND e.subject = b.id AND e.event = 'discontinue')
				END, $5) - b.established_on, 0)::bigint AS days,
			b.state = 'corrected' AS corrected, b.failed_duty, b.quality, count(*) AS breaches
		FROM learning_audits($1, $2, $3, $4) a
		JOIN breach b ON b.authority_id = a.authority_id AND b.audit = a.id
		WHERE b.established_on IS NOT NULL
		GROUP BY 1, 2, 3, 4),
	told AS (
		SELECT 'all' AS part, NULL AS word, days, corrected, breaches FROM seen
		UNION ALL SELECT 'duty', failed_duty, days, corrected, breaches FROM seen
		UNION ALL SELECT 'quality', q.word, days, corrected, breaches
			FROM seen CROSS JOIN unnest(quality) AS q (word))
	SELECT part, word, days, coalesce(sum(breaches) FILTER (WHERE corrected), 0)::bigint,
		coalesce(sum(breaches) FILTER (WHERE NOT corrected), 0)::bigint
	FROM told
	GROUP BY part, word, days
$$;

-- The first and the last review round of each breach's measure point, where there are two.  Rounds are found
-- by their case: by breach there is only what forbids overlaps, and that is no index for a hundred thousand.
CREATE FUNCTION learning_effects("national" boolean, programme_code text, first date, last date)
RETURNS TABLE (code text, text text, compliant_1 bigint, sample_1 bigint, compliant_2 bigint,
	sample_2 bigint, alike bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH measured AS MATERIALIZED (
		SELECT o.authority_id, o.breach, o.measure_point, o.period_to, o.compliant, o.sample
		FROM learning_audits($1, $2, $3, $4) a
		JOIN observation o ON o.authority_id = a.authority_id AND o.audit = a.id
		WHERE o.sample > 0)
	SELECT p.code, p.text, r.compliant[1], r.sample[1], r.compliant[cardinality(r.compliant)],
		r.sample[cardinality(r.sample)], count(*)
	FROM (SELECT o.authority_id, o.measure_point,
			array_agg(o.compliant ORDER BY o.period_to) AS compliant,
			array_agg(o.sample ORDER BY o.period_to) AS sample
		FROM measured o
		JOIN breach b ON b.authority_id = o.authority_id AND b.id = o.breach
			AND b.established_on IS NOT NULL
		GROUP BY o.authority_id, o.breach, o.measure_point
		HAVING count(*) > 1) r
	JOIN measure_point p ON p.authority_id = r.authority_id AND p.id = r.measure_point
	GROUP BY 1, 2, 3, 4, 5, 6
$$;

REVOKE ALL ON FUNCTION learning_audits, learning_requirements, learning_times, learning_effects FROM PUBLIC;
GRANT EXECUTE ON FUNCTION learning_audits, learning_requirements, learning_times, learning_effects TO tilsyn;
