-- 0047_ending - what is due is found by its day, however much else runs.

-- The planner knows how the days of all deadlines lie, most of which are past, and not of those that
-- run: so it is told to go by the index.
DROP FUNCTION deadlines_ending;
CREATE FUNCTION deadlines_ending(last date)
RETURNS TABLE (id uuid, audit uuid, effective_due date)
LANGUAGE sql STABLE SECURITY DEFINER ROWS 100 SET search_path = pg_catalog, public, pg_temp
SET enable_seqscan = off SET enable_bitmapscan = off AS $$
	SELECT id, audit, effective_due FROM deadline
	WHERE authority_id = tenant() AND state = 'running' AND effective_due <= $1
$$;
REVOKE ALL ON FUNCTION deadlines_ending FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadlines_ending TO tilsyn;
