-- 0053_selected - an audit in depth and the withdrawal of what it rests on do not pass each other: one waits.
CREATE OR REPLACE FUNCTION audit_surveyed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	s survey;
	part audit;
BEGIN
	IF NEW.survey IS NOT NULL THEN
		s := survey_of(NEW.authority_id, NEW.survey);
		IF s.state <> 'open' THEN
			PERFORM refuse('wrong_state', 'the survey is not open', NEW.id);
		ELSIF (s.programme, s.method) IS DISTINCT FROM (NEW.programme, NEW.method) THEN
			PERFORM refuse('inconsistent', 'another guide or method than the survey''s', NEW.id);
		END IF;
		RETURN NULL;
	END IF;
	-- whoever selects it, or withdraws that, has the part's row
	SELECT * INTO part FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.in_depth_of
	FOR NO KEY UPDATE;
	s := survey_of(NEW.authority_id, part.survey);
	IF s.state = 'closed' THEN
		PERFORM refuse('wrong_state', 'the survey is closed', NEW.id);
	ELSIF part.enterprise <> NEW.enterprise THEN
		PERFORM refuse('inconsistent', 'another enterprise than the one selected', NEW.id);
	ELSIF part.survey IS NULL OR NOT EXISTS (SELECT FROM (
			SELECT withdrawn FROM selection
			WHERE authority_id = NEW.authority_id AND audit = NEW.in_depth_of
			ORDER BY registered_at DESC, id DESC LIMIT 1) newest
		WHERE NOT newest.withdrawn) THEN
		PERFORM refuse('inconsistent', 'it was not selected', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
