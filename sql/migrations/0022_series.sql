-- 0022_series - an enterprise's own figures of a measure point, and the changes its charts note.

CREATE TABLE own_figure (
	authority_id  uuid NOT NULL,
	measure_point uuid NOT NULL,
	enterprise    uuid NOT NULL,
	period_from   date NOT NULL,
	period_to     date NOT NULL,
	numerator     bigint NOT NULL,
	denominator   bigint NOT NULL,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, measure_point, enterprise, period_from),
	FOREIGN KEY (authority_id, measure_point) REFERENCES measure_point (authority_id, id),
	FOREIGN KEY (authority_id, enterprise) REFERENCES enterprise (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id),
	CONSTRAINT own_figure_counts CHECK (numerator BETWEEN 0 AND denominator),
	CONSTRAINT own_figure_period CHECK (period_from <= period_to),
	CONSTRAINT own_figure_overlap EXCLUDE USING gist (authority_id WITH =,
		measure_point WITH =, enterprise WITH =, daterange(period_from, period_to, '[]') WITH &&)
);

CREATE TABLE own_note (
	authority_id  uuid NOT NULL,
	measure_point uuid NOT NULL,
	enterprise    uuid NOT NULL,
	date          date NOT NULL,
	text          text NOT NULL CHECK (text <> ''),
	new_phase     boolean NOT NULL,
	registered_by uuid,
	registered_at timestamptz NOT NULL,
	PRIMARY KEY (authority_id, measure_point, enterprise, date, text),
	FOREIGN KEY (authority_id, measure_point) REFERENCES measure_point (authority_id, id),
	FOREIGN KEY (authority_id, enterprise) REFERENCES enterprise (authority_id, id),
	FOREIGN KEY (authority_id, registered_by) REFERENCES account (authority_id, id)
);

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['own_figure', 'own_note'] LOOP
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
END
$$;

-- The enterprise corrects its counts, the log keeps the old ones; whose they are and when stays.
GRANT UPDATE (numerator, denominator, registered_by, registered_at) ON own_figure TO tilsyn;
CREATE TRIGGER kept_period BEFORE UPDATE ON own_figure
	FOR EACH ROW WHEN ((OLD.authority_id, OLD.measure_point, OLD.enterprise, OLD.period_from,
			OLD.period_to)
		IS DISTINCT FROM (NEW.authority_id, NEW.measure_point, NEW.enterprise,
			NEW.period_from, NEW.period_to))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_content BEFORE UPDATE ON own_note
	FOR EACH ROW EXECUTE FUNCTION kept();
ALTER TABLE own_figure ENABLE ALWAYS TRIGGER kept_period;
ALTER TABLE own_note ENABLE ALWAYS TRIGGER kept_content;
