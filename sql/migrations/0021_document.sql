-- 0021_document - what each dispatched letter looks like on paper: made once, and never again.

-- A row stands from the moment its letter is dispatched; the clerk fills it in.
CREATE TABLE document (
	authority_id uuid NOT NULL,
	audit        uuid NOT NULL,
	letter       uuid NOT NULL,
	wanted_at    timestamptz NOT NULL,
	made_at      timestamptz,
	sha256       text,
	content      bytea,
	failed_at    timestamptz,
	reason       text,                      -- why it could not be made; it is tried again
	PRIMARY KEY (authority_id, letter),
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id),
	CONSTRAINT document_whole CHECK ((content IS NULL) = (made_at IS NULL)
		AND (content IS NULL) = (sha256 IS NULL)),
	CONSTRAINT document_hash CHECK (sha256 = encode(sha256(content), 'hex')),
	CONSTRAINT document_size CHECK (octet_length(content) <= 33554432),
	CONSTRAINT document_reason CHECK ((failed_at IS NULL) = (reason IS NULL)
		AND (content IS NULL OR reason IS NULL))
);
ALTER TABLE document ALTER content SET STORAGE EXTERNAL;       -- it is deflated already
CREATE INDEX document_wanted ON document (wanted_at) WHERE content IS NULL;

ALTER TABLE document ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON document USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON document TO tilsyn;
GRANT UPDATE (made_at, sha256, content, failed_at, reason) ON document TO tilsyn;

CREATE TRIGGER kept_made BEFORE UPDATE ON document
	FOR EACH ROW WHEN (OLD.content IS NOT NULL
		OR (OLD.authority_id, OLD.audit, OLD.letter, OLD.wanted_at)
			IS DISTINCT FROM (NEW.authority_id, NEW.audit, NEW.letter, NEW.wanted_at))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON document FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE document ENABLE ALWAYS TRIGGER kept_made;
ALTER TABLE document ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE document ENABLE ALWAYS TRIGGER kept_table;

-- Only what is dispatched has a document.
CREATE FUNCTION document_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM letter WHERE authority_id = NEW.authority_id AND id = NEW.letter
			AND state IN ('dispatched', 'journalled')) THEN
		PERFORM refuse('letter_not_approved', 'a document of a letter that is not dispatched', NEW.letter);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER judged AFTER INSERT ON document FOR EACH ROW EXECUTE FUNCTION document_judged();
ALTER TABLE document ENABLE ALWAYS TRIGGER judged;

CREATE FUNCTION letter_wants_document() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	INSERT INTO document (authority_id, audit, letter, wanted_at)
	VALUES (NEW.authority_id, NEW.audit, NEW.id, NEW.dispatched_at)
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
CREATE TRIGGER wants_document AFTER INSERT OR UPDATE ON letter
	FOR EACH ROW WHEN (NEW.state = 'dispatched') EXECUTE FUNCTION letter_wants_document();
ALTER TABLE letter ENABLE ALWAYS TRIGGER wants_document;

INSERT INTO document (authority_id, audit, letter, wanted_at)
SELECT authority_id, audit, id, dispatched_at FROM letter WHERE state IN ('dispatched', 'journalled');

-- Of all tenants, for the one who makes them; what failed is tried again a day later.
CREATE FUNCTION documents_wanted(now timestamptz)
RETURNS TABLE (authority_id uuid, letter uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, letter FROM document
	WHERE content IS NULL AND (failed_at IS NULL OR failed_at <= $1 - interval '1 day')
	ORDER BY wanted_at, letter
	LIMIT 100
$$;
REVOKE ALL ON FUNCTION documents_wanted FROM PUBLIC;
GRANT EXECUTE ON FUNCTION documents_wanted TO tilsyn;
