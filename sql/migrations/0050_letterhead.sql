-- 0050_letterhead - an authority's logo, as its letters want it: another follows, and none is changed.

CREATE TABLE letterhead (
	authority_id uuid NOT NULL REFERENCES authority,
	id           uuid NOT NULL,
	attachment   uuid,                      -- NULL: from then on there is no logo
	alt          text,
	width        bigint CHECK (width BETWEEN 1 AND 2000),
	height       bigint CHECK (height BETWEEN 1 AND 2000),
	rgb          bytea,                     -- width × height × 3 bytes, deflated
	added_by     uuid,
	added_at     timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	FOREIGN KEY (authority_id, attachment) REFERENCES attachment (authority_id, id),
	FOREIGN KEY (authority_id, added_by) REFERENCES account (authority_id, id),
	CONSTRAINT letterhead_whole CHECK (num_nulls(attachment, alt, width, height, rgb) IN (0, 5)),
	CONSTRAINT letterhead_size CHECK (octet_length(rgb) <= 1600000)
);
ALTER TABLE letterhead ALTER rgb SET STORAGE EXTERNAL;          -- it is deflated already
CREATE INDEX letterhead_newest ON letterhead (authority_id, added_at, id);

ALTER TABLE letterhead ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON letterhead USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON letterhead TO tilsyn;

CREATE TRIGGER kept_content BEFORE UPDATE ON letterhead FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON letterhead FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON letterhead FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE letterhead ENABLE ALWAYS TRIGGER kept_content;
ALTER TABLE letterhead ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE letterhead ENABLE ALWAYS TRIGGER kept_table;

-- The morning's mails ask which letters could not be put on paper: hardly any.
CREATE INDEX document_failed ON document (authority_id, audit) WHERE content IS NULL AND reason IS NOT NULL;
