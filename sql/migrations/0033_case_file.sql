-- 0033_case_file - a case as one file to hand on: asked for by a person, made by the clerk, kept as it was handed on.

CREATE TABLE case_file (
	authority_id  uuid NOT NULL,
	id            uuid NOT NULL,
	audit         uuid NOT NULL,
	audit_version bigint NOT NULL,          -- as the case stood when it was asked for
	wanted_by     uuid NOT NULL,
	language      text NOT NULL CHECK (language IN ('nb', 'nn', 'en')),
	wanted_at     timestamptz NOT NULL,
	made_at       timestamptz,
	size          bigint,
	sha256        text,
	content       bytea,
	failed_at     timestamptz,
	reason        text,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, wanted_by) REFERENCES account (authority_id, id),
	CONSTRAINT case_file_whole CHECK ((content IS NULL) = (made_at IS NULL)
		AND (content IS NULL) = (sha256 IS NULL) AND (content IS NULL) = (size IS NULL)),
	CONSTRAINT case_file_hash CHECK (sha256 = encode(sha256(content), 'hex')
		AND size = octet_length(content)),
	CONSTRAINT case_file_size CHECK (size <= 67108864),
	CONSTRAINT case_file_reason CHECK ((failed_at IS NULL) = (reason IS NULL)
		AND (content IS NULL OR reason IS NULL))
);
ALTER TABLE case_file ALTER content SET STORAGE EXTERNAL;
CREATE INDEX case_file_wanted ON case_file (wanted_at) WHERE content IS NULL AND reason IS NULL;
CREATE INDEX case_file_audit ON case_file (authority_id, audit, id);

ALTER TABLE case_file ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON case_file USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON case_file TO tilsyn;
GRANT UPDATE (made_at, size, sha256, content, failed_at, reason) ON case_file TO tilsyn;

-- Once made, or once it could not be: another is another row.
CREATE TRIGGER kept_made BEFORE UPDATE ON case_file
	FOR EACH ROW WHEN (OLD.content IS NOT NULL OR OLD.reason IS NOT NULL
		OR (OLD.authority_id, OLD.id, OLD.audit, OLD.audit_version, OLD.wanted_by, OLD.language,
			OLD.wanted_at)
		IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.audit, NEW.audit_version, NEW.wanted_by,
			NEW.language, NEW.wanted_at))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON case_file FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON case_file FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE case_file ENABLE ALWAYS TRIGGER kept_made;
ALTER TABLE case_file ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE case_file ENABLE ALWAYS TRIGGER kept_table;

-- Of all tenants; a case file waits for the documents of its letters.
CREATE FUNCTION case_files_wanted()
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT f.authority_id, f.id FROM case_file f
	WHERE f.content IS NULL AND f.reason IS NULL AND NOT EXISTS (SELECT FROM document d
		WHERE d.authority_id = f.authority_id AND d.audit = f.audit
			AND d.content IS NULL AND d.reason IS NULL)
	ORDER BY f.wanted_at, f.id
	LIMIT 100
$$;
REVOKE ALL ON FUNCTION case_files_wanted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION case_files_wanted TO tilsyn;
CREATE INDEX document_audit ON document (authority_id, audit) WHERE content IS NULL;
