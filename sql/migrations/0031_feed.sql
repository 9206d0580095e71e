-- 0031_feed - a calendar that a person's own programs may read, and nothing else.

-- One a person; making another puts an end to the first.  Only what the token hashes to is kept.
CREATE TABLE calendar_token (
	authority_id uuid NOT NULL,
	account      uuid NOT NULL,
	token_hash   bytea NOT NULL CHECK (octet_length(token_hash) = 32),
	created_at   timestamptz NOT NULL,
	PRIMARY KEY (authority_id, account),
	FOREIGN KEY (authority_id, account) REFERENCES account (authority_id, id)
);
CREATE INDEX calendar_token_hash ON calendar_token (token_hash);
ALTER TABLE calendar_token ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON calendar_token USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT, UPDATE, DELETE ON calendar_token TO tilsyn;

-- Before the tenant is known: whose calendar is it?
CREATE FUNCTION calendar_token_find(token_hash bytea)
RETURNS TABLE (authority_id uuid, account uuid, language text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT a.authority_id, a.id, coalesce(a.language, 'nb')
	FROM calendar_token c
	JOIN account a ON a.authority_id = c.authority_id AND a.id = c.account
	WHERE c.token_hash = $1 AND NOT a.disabled
$$;
REVOKE ALL ON FUNCTION calendar_token_find FROM PUBLIC;
GRANT EXECUTE ON FUNCTION calendar_token_find TO tilsyn;
