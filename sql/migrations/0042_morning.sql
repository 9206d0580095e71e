-- 0042_morning - an authority's morning begins when the hours begin in which it sends.

DROP FUNCTION digests_due;
CREATE FUNCTION digests_due(today date, now timestamptz, send_from text)
RETURNS TABLE (authority_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT t.authority_id FROM authority t
	LEFT JOIN policy p ON p.authority_id = t.authority_id AND p.programme IS NULL
		AND p.valid_from <= $1 AND (p.valid_to IS NULL OR p.valid_to >= $1)
	WHERE NOT EXISTS (SELECT FROM digest d WHERE d.authority_id = t.authority_id AND d.day = $1)
		AND coalesce(p.send_from, $3) <= to_char($2 AT TIME ZONE 'Europe/Oslo', 'HH24:MI')
	ORDER BY t.authority_id
$$;
REVOKE ALL ON FUNCTION digests_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION digests_due TO tilsyn;

-- What did not get through this week, out of all that ever failed.
CREATE INDEX mail_failed ON mail (authority_id, ended_at) WHERE state = 'failed';

-- Of the tenant, what runs and ends by a day; what is past tells the planner nothing of what runs.
CREATE FUNCTION deadlines_ending(last date)
RETURNS TABLE (audit uuid, effective_due date)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT audit, effective_due FROM deadline
	WHERE authority_id = tenant() AND state = 'running' AND effective_due <= $1
$$;
REVOKE ALL ON FUNCTION deadlines_ending FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadlines_ending TO tilsyn;
