-- 0049_survey_apart - a survey's part concludes nothing: what is learnt of breaches leaves it out.
CREATE OR REPLACE FUNCTION learning_audits("national" boolean, programme_code text, first date, last date)
RETURNS TABLE (authority_id uuid, id uuid, requirements uuid[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.authority_id, a.id, a.requirements
	FROM audit a
	LEFT JOIN programme p ON p.authority_id = a.authority_id AND p.id = a.programme
	WHERE a.state IN ('follow_up', 'closed') AND a.survey IS NULL
		AND ($2 IS NULL OR p.code = $2)
		AND CASE WHEN $1 THEN p."national" AND EXISTS (SELECT FROM authority t
				WHERE t.authority_id = tenant() AND t."national")
			ELSE a.authority_id = tenant() END
		AND ($3 IS NULL AND $4 IS NULL OR (SELECT coalesce(min(b.established_on),
				(a.closed_at AT TIME ZONE 'Europe/Oslo')::date)
				BETWEEN coalesce($3, '-infinity') AND coalesce($4, 'infinity')
			FROM breach b WHERE b.authority_id = a.authority_id AND b.audit = a.id))
$$;
