-- 0039_reference - the enterprise's own reference, which our letters name.

ALTER TABLE incoming ADD their_reference text;
ALTER TABLE letter ADD their_reference text;

-- It stands on paper beside what was approved, so it changes as little after submit.
CREATE FUNCTION letter_reference_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	PERFORM refuse('hash_differs', 'their reference changed after submit', NEW.id);
	RETURN NULL;
END
$$;
CREATE TRIGGER reference_judged AFTER UPDATE ON letter
	FOR EACH ROW WHEN (OLD.state <> 'draft' AND OLD.their_reference IS DISTINCT FROM NEW.their_reference)
	EXECUTE FUNCTION letter_reference_judged();
ALTER TABLE letter ENABLE ALWAYS TRIGGER reference_judged;
