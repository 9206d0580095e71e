-- 0030_digest - one mail a working morning to each who wants it.

ALTER TABLE account ADD digest boolean NOT NULL DEFAULT true;

-- The authority's morning is seen to: a row a day, in the transaction that puts the mails.
CREATE TABLE digest (
	authority_id uuid NOT NULL REFERENCES authority,
	day          date NOT NULL,
	PRIMARY KEY (authority_id, day)
);
ALTER TABLE digest ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON digest USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON digest TO tilsyn;
CREATE TRIGGER kept_content BEFORE UPDATE ON digest FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON digest FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON digest FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE digest ENABLE ALWAYS TRIGGER kept_content;
ALTER TABLE digest ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE digest ENABLE ALWAYS TRIGGER kept_table;

CREATE FUNCTION digests_due(today date)
RETURNS TABLE (authority_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT t.authority_id FROM authority t
	WHERE NOT EXISTS (SELECT FROM digest d WHERE d.authority_id = t.authority_id AND d.day = $1)
	ORDER BY t.authority_id
$$;
REVOKE ALL ON FUNCTION digests_due FROM PUBLIC;
GRANT EXECUTE ON FUNCTION digests_due TO tilsyn;
