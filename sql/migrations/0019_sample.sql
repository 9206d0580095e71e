-- 0019_sample - records drawn for a review, and reviews seen again by the authority.

-- A draw can be repeated from its row; it is never changed.
CREATE TABLE draw (
	authority_id     uuid NOT NULL,
	id               uuid NOT NULL,
	measure_point    uuid NOT NULL,
	about            text,
	population       bigint NOT NULL CHECK (population > 0),
	sample           bigint NOT NULL CHECK (sample BETWEEN 1 AND 10000),
	way              text NOT NULL CHECK (way IN ('random', 'systematic', 'newest')),
	seed             bigint CHECK (seed >= 0),
	target           double precision CHECK (target BETWEEN 0 AND 1),
	confidence       double precision CHECK (confidence BETWEEN 0 AND 1),
	allowed_failures bigint,
	drawn_by         uuid,
	drawn_at         timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, measure_point) REFERENCES measure_point (authority_id, id),
	FOREIGN KEY (authority_id, drawn_by) REFERENCES account (authority_id, id),
	CONSTRAINT draw_within CHECK (sample <= population),
	CONSTRAINT draw_seed CHECK ((seed IS NULL) = (way = 'newest')),
	CONSTRAINT draw_target CHECK ((target IS NULL) = (confidence IS NULL)),
	CONSTRAINT draw_allowed CHECK (allowed_failures IS NULL
		OR (allowed_failures BETWEEN 0 AND sample AND target IS NOT NULL))
);
CREATE INDEX draw_measure_point ON draw (authority_id, measure_point, id);

-- One of each own review: what both found, record by record.
CREATE TABLE re_review (
	authority_id   uuid NOT NULL,
	id             uuid NOT NULL,
	breach         uuid NOT NULL,
	audit          uuid NOT NULL,
	observation    uuid NOT NULL,
	reviewed_on    date NOT NULL,
	both_compliant bigint NOT NULL CHECK (both_compliant >= 0),
	only_own       bigint NOT NULL CHECK (only_own >= 0),
	only_authority bigint NOT NULL CHECK (only_authority >= 0),
	neither        bigint NOT NULL CHECK (neither >= 0),
	registered_by  uuid,
	registered_at  timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT re_review_once UNIQUE (authority_id, observation),
	FOREIGN KEY (authority_id, audit, breach) REFERENCES breach (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, observation) REFERENCES observation (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id),
	CONSTRAINT re_review_records CHECK (both_compliant + only_own + only_authority + neither > 0)
);
CREATE INDEX re_review_case ON re_review (authority_id, audit, id);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['draw', 're_review'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
		EXECUTE format('CREATE POLICY tenant ON %I USING (authority_id = tenant())
			WITH CHECK (authority_id = tenant())', name);
		EXECUTE format('GRANT SELECT, INSERT ON %I TO tilsyn', name);
		EXECUTE format('CREATE TRIGGER kept_content BEFORE UPDATE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('CREATE TRIGGER kept_rows BEFORE DELETE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('CREATE TRIGGER kept_table BEFORE TRUNCATE ON %I
			FOR EACH STATEMENT EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_content', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_rows', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_table', name);
	END LOOP;
END
$$;
