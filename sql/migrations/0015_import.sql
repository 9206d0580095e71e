-- 0015_import - by what a historic audit and its enterprise are known again.

-- The digest of the record's address, or of the record itself: the same one never comes in twice.
ALTER TABLE audit
	ADD source_key text CHECK (source_key ~ '^[0-9a-f]{64}$'),
	ADD CONSTRAINT audit_source_imported CHECK (imported OR source_key IS NULL);
CREATE UNIQUE INDEX audit_source ON audit (authority_id, source_key);
CREATE TRIGGER kept_source BEFORE UPDATE ON audit
	FOR EACH ROW WHEN (OLD.source_key IS DISTINCT FROM NEW.source_key) EXECUTE FUNCTION kept();

-- The daemon writes the key with every name (base/text.h); a name from before gets the nearest SQL
-- can make of it until it is next changed.
ALTER TABLE enterprise ADD name_key text;
UPDATE enterprise
SET name_key = lower(btrim(regexp_replace(normalize(name), '[^[:alnum:]]+', ' ', 'g')));
CREATE INDEX enterprise_name_key ON enterprise (authority_id, name_key, municipality_number);

CREATE INDEX requirement_act ON requirement (authority_id, lower(act));
