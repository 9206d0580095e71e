-- 0023_policy - what an authority or one of its programmes decides for itself, and under which of
-- its policies a deadline was set.

CREATE TABLE policy (
	authority_id                 uuid NOT NULL REFERENCES authority,
	id                           uuid NOT NULL,
	version                      bigint NOT NULL,   -- of the row; the policy's own is its edition
	edition                      bigint NOT NULL CHECK (edition > 0),
	programme                    uuid,              -- none: the authority's
	name                         text,
	valid_from                   date NOT NULL,
	valid_to                     date,              -- the last day
	replaces                     uuid,
	days                         jsonb NOT NULL CHECK (jsonb_typeof(days) = 'object'),
	ahead                        jsonb NOT NULL CHECK (jsonb_typeof(ahead) = 'object'),
	correction                   jsonb NOT NULL CHECK (jsonb_typeof(correction) = 'object'),
	documents_before_visit       bigint NOT NULL CHECK (documents_before_visit >= 0),
	assessment_after_measurement bigint NOT NULL CHECK (assessment_after_measurement >= 0),
	milestone_after              bigint NOT NULL CHECK (milestone_after > 0),
	interim_after                bigint NOT NULL CHECK (interim_after > 0),
	comment_ahead_with_notice    bigint NOT NULL CHECK (comment_ahead_with_notice >= 0),
	unknown_severity             text NOT NULL CHECK (unknown_severity IN
		('minor', 'serious', 'critical')),
	unknown_complexity           text NOT NULL CHECK (unknown_complexity IN
		('simple', 'moderate', 'complex')),
	avoided_weeks                jsonb NOT NULL CHECK (jsonb_typeof(avoided_weeks) = 'array'),
	avoid_easter                 boolean NOT NULL,
	closing_days                 jsonb NOT NULL CHECK (jsonb_typeof(closing_days) = 'array'),
	rungs                        jsonb NOT NULL CHECK (jsonb_typeof(rungs) = 'array'),
	send_from                    text NOT NULL CHECK (send_from ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	send_to                      text NOT NULL CHECK (send_to ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
	fine_municipality            boolean NOT NULL,
	grounds                      jsonb NOT NULL CHECK (jsonb_array_length(grounds) > 0),
	made_by                      uuid,
	made_at                      timestamptz,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT policy_edition UNIQUE NULLS NOT DISTINCT (authority_id, programme, edition),
	FOREIGN KEY (authority_id, programme) REFERENCES programme (authority_id, id),
	FOREIGN KEY (authority_id, replaces) REFERENCES policy (authority_id, id),
	FOREIGN KEY (authority_id, made_by) REFERENCES account (authority_id, id),
	-- one that is replaced before it begins ends the day before that, and is valid on no day
	CONSTRAINT policy_period CHECK (valid_to >= valid_from - 1),
	CONSTRAINT policy_overlap EXCLUDE USING gist (authority_id WITH =,
		coalesce(programme, '00000000-0000-0000-0000-000000000000') WITH =,
		daterange(valid_from, valid_to + 1) WITH &&),
	CONSTRAINT policy_send_window CHECK (send_from < send_to),
	-- the authority is closed for all its programmes
	CONSTRAINT policy_closing_days CHECK (programme IS NULL OR closing_days = '[]')
);
CREATE INDEX policy_begins ON policy (authority_id, valid_from);

-- A deadline remembers how its date came about: under which policy, counted from which day, and how
-- many days where they were counted and not stated.
ALTER TABLE deadline
	ADD policy uuid,                        -- none: what tilsyn comes with
	ADD counted_from date,                  -- none: set before this was kept
	ADD counted_days bigint,                -- none: the date was stated
	ADD extended_days bigint NOT NULL DEFAULT 0,
	ADD FOREIGN KEY (authority_id, policy) REFERENCES policy (authority_id, id);
CREATE INDEX deadline_policy ON deadline (authority_id, policy) WHERE policy IS NOT NULL;

WITH RECURSIVE chain AS (
	SELECT authority_id, id, due, extended_count, 0::bigint AS days
	FROM deadline WHERE predecessor IS NULL
	UNION ALL
	SELECT d.authority_id, d.id, d.due, d.extended_count,
		c.days + CASE WHEN d.extended_count > c.extended_count THEN d.due - c.due ELSE 0 END
	FROM chain c
	JOIN deadline d ON d.authority_id = c.authority_id AND d.predecessor = c.id
)
UPDATE deadline d SET extended_days = c.days
FROM chain c
WHERE d.authority_id = c.authority_id AND d.id = c.id AND c.days <> 0;
ALTER TABLE deadline ALTER extended_days DROP DEFAULT;

-- What a policy says is never changed.  It may be ended earlier, or before it begins as long as no
-- deadline was set under it.
CREATE FUNCTION policy_kept() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (to_jsonb(OLD) - 'valid_to' - 'version') IS DISTINCT FROM (to_jsonb(NEW) - 'valid_to' - 'version')
		OR NEW.valid_to IS NULL OR NEW.valid_to > OLD.valid_to
		OR (NEW.valid_to < NEW.valid_from AND EXISTS (SELECT FROM deadline
			WHERE authority_id = OLD.authority_id AND policy = OLD.id)) THEN
		RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kept',
			MESSAGE = 'what a policy says is kept: it can only be ended', DETAIL = OLD.id;
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER policy_kept BEFORE UPDATE ON policy
	FOR EACH ROW EXECUTE FUNCTION policy_kept();
ALTER TABLE policy ENABLE ALWAYS TRIGGER policy_kept;
CREATE TRIGGER kept_rows BEFORE DELETE ON policy
	FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON policy
	FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE policy ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE policy ENABLE ALWAYS TRIGGER kept_table;

ALTER TABLE policy ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON policy
	USING (authority_id = tenant())
	WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON policy TO tilsyn;
GRANT UPDATE (version, valid_to) ON policy TO tilsyn;
