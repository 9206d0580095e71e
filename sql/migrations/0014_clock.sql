-- what the clock looks for across tenants: it acts in each as that tenant alone.

CREATE INDEX deadline_lapsing ON deadline (effective_due)
	WHERE state = 'running' AND kind IN ('comment', 'order_comment', 'appeal');

CREATE FUNCTION deadlines_lapsing(today date)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, id
	FROM deadline
	WHERE state = 'running' AND kind IN ('comment', 'order_comment', 'appeal') AND effective_due < $1
	ORDER BY effective_due, id
	LIMIT 500
$$;
REVOKE ALL ON FUNCTION deadlines_lapsing FROM PUBLIC;
GRANT EXECUTE ON FUNCTION deadlines_lapsing TO tilsyn;
