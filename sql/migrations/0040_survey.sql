-- 0040_survey - a guide's questions put to many enterprises, what they answered, and who is looked at in depth.

ALTER TABLE programme ADD questions jsonb NOT NULL DEFAULT '[]'
	CHECK (jsonb_typeof(questions) = 'array' AND jsonb_array_length(questions) <= 100);
ALTER TABLE programme ALTER questions DROP DEFAULT;

CREATE TABLE survey (
	authority_id uuid NOT NULL REFERENCES authority,
	id           uuid NOT NULL,
	version      bigint NOT NULL,
	programme    uuid NOT NULL,
	title        text NOT NULL,
	method       text NOT NULL CHECK (method IN ('system_audit', 'self_assessment', 'three_phase',
		'document', 'spot_check', 'unannounced', 'joint')),
	due          date NOT NULL,
	introduction text,
	lead_auditor uuid,
	team         uuid[] NOT NULL,
	state        text NOT NULL CHECK (state IN ('open', 'summed_up', 'closed')),
	report       text,
	opened_by    uuid,
	opened_at    timestamptz NOT NULL,
	summed_up_at timestamptz,
	closed_at    timestamptz,
	reason       text,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, programme) REFERENCES programme (authority_id, id),
	FOREIGN KEY (authority_id, lead_auditor) REFERENCES account (authority_id, id),
	FOREIGN KEY (authority_id, opened_by) REFERENCES account (authority_id, id),
	CONSTRAINT survey_method CHECK (method IN ('self_assessment', 'three_phase')),
	CONSTRAINT survey_summed_up CHECK ((state = 'open') = (summed_up_at IS NULL)
		AND (state = 'open' OR report IS NOT NULL)),
	CONSTRAINT survey_ended CHECK ((state = 'closed') = (closed_at IS NOT NULL))
);
CREATE INDEX survey_programme ON survey (authority_id, programme, id);

-- An audit is one enterprise's part of a survey, or looks in depth at what such a part told.
ALTER TABLE audit ADD survey uuid, ADD in_depth_of uuid;
ALTER TABLE audit
	ADD FOREIGN KEY (authority_id, survey) REFERENCES survey (authority_id, id),
	ADD FOREIGN KEY (authority_id, in_depth_of) REFERENCES audit (authority_id, id),
	ADD CONSTRAINT audit_of_survey CHECK (survey IS NULL OR in_depth_of IS NULL);
CREATE UNIQUE INDEX audit_survey ON audit (authority_id, survey, enterprise)
	WHERE survey IS NOT NULL AND state <> 'cancelled';
CREATE UNIQUE INDEX audit_in_depth_of ON audit (authority_id, in_depth_of)
	WHERE in_depth_of IS NOT NULL AND state <> 'cancelled';
CREATE TRIGGER kept_survey BEFORE UPDATE ON audit
	FOR EACH ROW WHEN ((OLD.survey, OLD.in_depth_of) IS DISTINCT FROM (NEW.survey, NEW.in_depth_of))
	EXECUTE FUNCTION kept();
ALTER TABLE audit ENABLE ALWAYS TRIGGER kept_survey;

CREATE CONSTRAINT TRIGGER refers_team AFTER INSERT ON survey
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.team <> '{}')
	EXECUTE FUNCTION references_judged('team', '$[*]', 'account', '');

CREATE TABLE answer_set (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	number        bigint NOT NULL CHECK (number > 0),
	received_on   date NOT NULL,
	days_late     bigint NOT NULL CHECK (days_late >= 0),
	reason        text,
	answers       jsonb NOT NULL CHECK (jsonb_typeof(answers) = 'array'),
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT answer_set_number UNIQUE (authority_id, audit, number),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id),
	-- what is put right is put right for a reason
	CONSTRAINT answer_set_reason CHECK (number = 1 OR reason IS NOT NULL)
);

CREATE TABLE selection (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	withdrawn     boolean NOT NULL,
	reason        text NOT NULL CHECK (reason <> ''),
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);
CREATE INDEX selection_case ON selection (authority_id, audit, registered_at, id);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['survey', 'answer_set', 'selection'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('CREATE POLICY tenant ON %I USING (authority_id = tenant())
			WITH CHECK (authority_id = tenant())', name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO tilsyn', name);
		EXECUTE format('CREATE TRIGGER kept_rows BEFORE DELETE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('CREATE TRIGGER kept_table BEFORE TRUNCATE ON %I
			FOR EACH STATEMENT EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_rows', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_table', name);
	END LOOP;
	FOREACH name IN ARRAY ARRAY['answer_set', 'selection'] LOOP
		EXECUTE format('CREATE TRIGGER kept_content BEFORE UPDATE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_content', name);
		EXECUTE format('CREATE TRIGGER case_taken BEFORE INSERT OR UPDATE ON %I
			FOR EACH ROW EXECUTE FUNCTION take_case()', name);
	END LOOP;
END
$$;

-- A survey's words change while it is open; its steps are these, and what is closed stands.
GRANT UPDATE (version, title, due, introduction, state, report, summed_up_at, closed_at, reason) ON survey TO tilsyn;
CREATE TRIGGER kept_ended BEFORE UPDATE ON survey FOR EACH ROW
	WHEN (OLD.state = 'closed' OR (OLD.authority_id, OLD.id, OLD.programme, OLD.method, OLD.lead_auditor, OLD.team,
			OLD.opened_by, OLD.opened_at)
		IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.programme, NEW.method, NEW.lead_auditor, NEW.team,
			NEW.opened_by, NEW.opened_at))
	EXECUTE FUNCTION kept();
ALTER TABLE survey ENABLE ALWAYS TRIGGER kept_ended;

CREATE FUNCTION survey_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF TG_OP = 'INSERT' THEN
		IF NEW.state <> 'open' THEN
			PERFORM refuse('wrong_state', 'a survey begins open', NEW.id);
		END IF;
	ELSIF OLD.state = 'open' AND NEW.state = 'closed' THEN
		PERFORM refuse('wrong_state', 'a survey is summed up before it is closed', NEW.id);
	ELSIF OLD.state = 'summed_up' AND NEW.state = 'summed_up'
		AND (OLD.title, OLD.due, OLD.introduction, OLD.report)
			IS DISTINCT FROM (NEW.title, NEW.due, NEW.introduction, NEW.report) THEN
		PERFORM refuse('wrong_state', 'what was summed up stands', NEW.id);
	ELSIF NEW.state = 'closed' AND EXISTS (SELECT FROM audit WHERE authority_id = NEW.authority_id
			AND survey = NEW.id AND state NOT IN ('closed', 'cancelled')) THEN
		PERFORM refuse('audit_open', 'one enterprise''s part has not ended', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
-- AFTER, since BEFORE INSERT also runs for a row that ON CONFLICT then updates
CREATE TRIGGER judged AFTER INSERT OR UPDATE ON survey FOR EACH ROW EXECUTE FUNCTION survey_judged();

-- Whoever writes to a survey's part shares the survey, whoever ends it has it alone.
CREATE FUNCTION survey_of(authority uuid, its uuid) RETURNS survey
LANGUAGE sql VOLATILE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT s.* FROM survey s WHERE s.authority_id = $1 AND s.id = $2 FOR SHARE
$$;

CREATE FUNCTION audit_surveyed() RETURNS trigger
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
	SELECT * INTO part FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.in_depth_of;
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
CREATE TRIGGER surveyed AFTER INSERT ON audit FOR EACH ROW
	WHEN (NEW.survey IS NOT NULL OR NEW.in_depth_of IS NOT NULL) EXECUTE FUNCTION audit_surveyed();
CREATE TRIGGER surveyed_still AFTER UPDATE ON audit FOR EACH ROW
	WHEN (NEW.survey IS NOT NULL AND (OLD.programme, OLD.method) IS DISTINCT FROM (NEW.programme, NEW.method))
	EXECUTE FUNCTION audit_surveyed();

-- What a survey's part answers, of each question's kind and within its limits.
CREATE FUNCTION answer_fits(question jsonb, answer jsonb) RETURNS boolean
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT CASE $1 ->> 'kind'
		WHEN 'yes_no' THEN jsonb_typeof($2 -> 'yes') = 'boolean'
		WHEN 'choice' THEN jsonb_typeof($2 -> 'choice') = 'string' AND $1 -> 'options' ? ($2 ->> 'choice')
		WHEN 'number' THEN CASE WHEN jsonb_typeof($2 -> 'number') = 'number' THEN
			($2 ->> 'number')::numeric BETWEEN coalesce(($1 ->> 'min')::numeric, ($2 ->> 'number')::numeric)
			AND coalesce(($1 ->> 'max')::numeric, ($2 ->> 'number')::numeric) END
		WHEN 'text' THEN jsonb_typeof($2 -> 'text') = 'string'
	END IS TRUE
	-- and no member of another kind
	AND (SELECT count(*) = 1 FROM unnest(ARRAY['yes', 'choice', 'number', 'text']) AS member
		WHERE jsonb_typeof($2 -> member) <> 'null')
$$;

CREATE FUNCTION answer_set_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	a audit;
	s survey;
	asked jsonb;
BEGIN
	SELECT * INTO a FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit;
	s := survey_of(NEW.authority_id, a.survey);
	IF s.state IS DISTINCT FROM 'open' OR a.state NOT IN ('notified', 'fieldwork') THEN
		PERFORM refuse('wrong_state', 'the survey takes no answers', NEW.id);
	ELSIF NEW.number <> (SELECT count(*) FROM answer_set
		WHERE authority_id = NEW.authority_id AND audit = NEW.audit) THEN
		PERFORM refuse('inconsistent', 'not the next of its case', NEW.id);
	END IF;
	SELECT questions INTO asked FROM programme
	WHERE authority_id = NEW.authority_id AND id = s.programme;
	IF EXISTS (SELECT FROM jsonb_array_elements(NEW.answers) AS answer
		WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(asked) AS question
			WHERE question ->> 'code' = answer ->> 'question'
				AND answer_fits(question, answer))) THEN
		PERFORM refuse('inconsistent', 'an answer to no question of this guide, or of another kind', NEW.id);
	ELSIF (SELECT count(*) <> count(DISTINCT answer ->> 'question')
		FROM jsonb_array_elements(NEW.answers) AS answer) THEN
		PERFORM refuse('duplicate_item', 'a question answered twice', NEW.id);
	ELSIF EXISTS (SELECT FROM jsonb_array_elements(asked) AS question
		WHERE question -> 'mandatory' = 'true' AND NOT EXISTS (
			SELECT FROM jsonb_array_elements(NEW.answers) AS answer
			WHERE question ->> 'code' = answer ->> 'question')) THEN
		PERFORM refuse('missing', 'a question that must be answered', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER judged AFTER INSERT ON answer_set FOR EACH ROW EXECUTE FUNCTION answer_set_judged();

CREATE FUNCTION selection_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	s survey;
BEGIN
	s := survey_of(NEW.authority_id, (SELECT survey FROM audit
		WHERE authority_id = NEW.authority_id AND id = NEW.audit));
	IF s.state IS NULL OR s.state = 'closed' THEN
		PERFORM refuse('wrong_state', 'no open survey''s part', NEW.id);
	ELSIF NEW.withdrawn AND EXISTS (SELECT FROM audit WHERE authority_id = NEW.authority_id
			AND in_depth_of = NEW.audit AND state <> 'cancelled') THEN
		PERFORM refuse('in_use', 'an audit in depth was made of it', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER judged AFTER INSERT ON selection FOR EACH ROW EXECUTE FUNCTION selection_judged();

-- A survey's part draws no conclusion, whatever its method otherwise may.
CREATE FUNCTION breach_surveyed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit
		AND survey IS NOT NULL) THEN
		PERFORM refuse('wrong_method', 'a survey establishes no breach', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER surveyed AFTER INSERT ON breach FOR EACH ROW EXECUTE FUNCTION breach_surveyed();
