-- 0029_plan - what a year is planned from.
ALTER TABLE enterprise
	ADD size bigint CHECK (size > 0),
	ADD risk_score double precision CHECK (risk_score BETWEEN 0 AND 1);

-- Never changed: the newest counts, and the log tells who weighed otherwise.
CREATE TABLE risk_weights (
	authority_id    uuid NOT NULL REFERENCES authority,
	id              uuid NOT NULL,
	year            double precision NOT NULL CHECK (year BETWEEN 0 AND 1000),
	years_most      double precision NOT NULL CHECK (years_most BETWEEN 0 AND 1000),
	open_breach     double precision NOT NULL CHECK (open_breach BETWEEN 0 AND 1000),
	repeated_breach double precision NOT NULL CHECK (repeated_breach BETWEEN 0 AND 1000),
	size            double precision NOT NULL CHECK (size BETWEEN 0 AND 1000),
	risk            double precision NOT NULL CHECK (risk BETWEEN 0 AND 1000),
	made_by         uuid,
	made_at         timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, made_by) REFERENCES account (authority_id, id)
);
ALTER TABLE risk_weights ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON risk_weights USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON risk_weights TO tilsyn;
CREATE TRIGGER kept_content BEFORE UPDATE ON risk_weights FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON risk_weights FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON risk_weights FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE risk_weights
	ENABLE ALWAYS TRIGGER kept_content,
	ENABLE ALWAYS TRIGGER kept_rows,
	ENABLE ALWAYS TRIGGER kept_table;
