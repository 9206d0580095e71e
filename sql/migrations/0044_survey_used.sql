-- 0044_survey_used - a survey rests on its guide from when it is opened: what it asks is what it asked.
CREATE OR REPLACE FUNCTION programme_used(authority uuid, programme uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM audit a WHERE a.authority_id = $1 AND a.programme = $2)
		OR EXISTS (SELECT FROM survey s WHERE s.authority_id = $1 AND s.programme = $2)
$$;
CREATE TRIGGER shares AFTER INSERT ON survey FOR EACH ROW EXECUTE FUNCTION shared('programme', 'programme');
