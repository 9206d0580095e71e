-- 0034_ladder - from a policy's rungs, how many days after a due date each may come at the earliest.

-- What rolls to a working day, waits for a person or is put off by a pause only comes later.
CREATE FUNCTION ladder_least(rungs jsonb)
RETURNS TABLE (code text, kinds text[], earliest integer)
LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	rung jsonb;
	before integer := 0;
	new_date integer := 0;
BEGIN
	FOR rung IN SELECT value FROM jsonb_array_elements(rungs) WITH ORDINALITY ORDER BY ordinality LOOP
		before := (rung ->> 'after')::integer + CASE rung ->> 'from'
			WHEN 'due' THEN 0 WHEN 'new_date' THEN new_date ELSE before END;
		IF (rung ->> 'new_date')::integer > 0 THEN
			new_date := before + (rung ->> 'new_date')::integer;
		END IF;
		code := rung ->> 'code';
		kinds := ARRAY(SELECT jsonb_array_elements_text(rung -> 'kinds'));
		earliest := before;
		RETURN NEXT;
	END LOOP;
END
$$;
REVOKE ALL ON FUNCTION ladder_least FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ladder_least TO tilsyn;
