-- 0052_pages - what the clock looks for comes page by page: each begins after the last row of the one before, so that
-- rows which cannot be dealt with now, however many, hold none of the later ones back.

DROP FUNCTION rungs_due;
CREATE FUNCTION rungs_due(now timestamptz, most bigint, after timestamptz, after_authority uuid, after_id uuid)
RETURNS TABLE (authority_id uuid, id uuid, due timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, id, next_rung_at FROM deadline
	WHERE next_rung_at <= $1 AND (next_rung_at, authority_id, id) > ($3, $4, $5)
	ORDER BY next_rung_at, authority_id, id
	LIMIT $2
$$;

DROP FUNCTION deadlines_lapsing;
CREATE FUNCTION deadlines_lapsing(today date, most bigint, after date, after_authority uuid, after_id uuid)
RETURNS TABLE (authority_id uuid, id uuid, due date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, id, effective_due FROM deadline
	WHERE state = 'running' AND kind IN ('comment', 'order_comment', 'appeal') AND effective_due < $1
		AND (effective_due, authority_id, id) > ($3, $4, $5)
	ORDER BY effective_due, authority_id, id
	LIMIT $2
$$;

DROP FUNCTION reviews_due;
CREATE FUNCTION reviews_due(today date, ahead bigint, most bigint, after date, after_authority uuid, after_id uuid)
RETURNS TABLE (authority_id uuid, id uuid, due date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT g.authority_id, g.id, g.review_by
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
		AND (g.review_by, g.authority_id, g.id) > ($4, $5, $6)
		AND g.edition = (SELECT max(n.edition) FROM programme n
			WHERE n.authority_id = g.authority_id AND n.code = g.code)
		AND NOT EXISTS (SELECT FROM review r WHERE r.authority_id = g.authority_id
			AND r.programme = g.id AND r.review_by = g.review_by)
	ORDER BY g.review_by, g.authority_id, g.id
	LIMIT $3
$$;

DROP FUNCTION documents_wanted;
CREATE FUNCTION documents_wanted(now timestamptz, most bigint, after timestamptz, after_authority uuid, after_id uuid)
RETURNS TABLE (authority_id uuid, letter uuid, due timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, letter, wanted_at FROM document
	WHERE content IS NULL AND (failed_at IS NULL OR failed_at <= $1 - interval '1 day')
		AND (wanted_at, authority_id, letter) > ($3, $4, $5)
	ORDER BY wanted_at, authority_id, letter
	LIMIT $2
$$;

DROP FUNCTION case_files_wanted;
CREATE FUNCTION case_files_wanted(most bigint, after timestamptz, after_authority uuid, after_id uuid)
RETURNS TABLE (authority_id uuid, id uuid, due timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT f.authority_id, f.id, f.wanted_at FROM case_file f
	WHERE f.content IS NULL AND f.reason IS NULL AND (f.wanted_at, f.authority_id, f.id) > ($2, $3, $4)
		AND NOT EXISTS (SELECT FROM document d
			WHERE d.authority_id = f.authority_id AND d.audit = f.audit
				AND d.content IS NULL AND d.reason IS NULL)
	ORDER BY f.wanted_at, f.authority_id, f.id
	LIMIT $1
$$;

REVOKE ALL ON FUNCTION rungs_due, deadlines_lapsing, reviews_due, documents_wanted, case_files_wanted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rungs_due, deadlines_lapsing, reviews_due, documents_wanted, case_files_wanted TO tilsyn;
