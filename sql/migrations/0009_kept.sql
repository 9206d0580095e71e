-- 0009_kept - what is never changed and never goes away, whoever asks.

CREATE FUNCTION kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'restrict_violation', CONSTRAINT = 'kept',
		MESSAGE = format('%s is kept: %s is refused', TG_TABLE_NAME, TG_OP);
END
$$;

-- ALWAYS: session_replication_role does not switch these off.
DO $$
DECLARE
	name text;
BEGIN
	-- nothing goes but logins that have ended and keys that have lapsed
	FOR name IN SELECT relname FROM pg_class
		WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
			AND relname NOT IN ('session', 'idempotency', 'schema_migration')
	LOOP
		EXECUTE format('CREATE TRIGGER kept_rows BEFORE DELETE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('CREATE TRIGGER kept_table BEFORE TRUNCATE ON %I
			FOR EACH STATEMENT EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_rows', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_table', name);
	END LOOP;
	-- what was received, seen, judged or logged stays as it was; a correction is a new entry
	FOREACH name IN ARRAY ARRAY['event', 'evidence', 'observation', 'assessment', 'incoming',
		'contact', 'remark', 'attachment']
	LOOP
		EXECUTE format('CREATE TRIGGER kept_content BEFORE UPDATE ON %I
			FOR EACH ROW EXECUTE FUNCTION kept()', name);
		EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER kept_content', name);
	END LOOP;
	-- a row stays in its case
	FOREACH name IN ARRAY ARRAY['breach', 'demand', 'interim_measure', 'deadline', 'letter',
		'order']
	LOOP
		EXECUTE format('CREATE TRIGGER kept_case BEFORE UPDATE ON %I
			FOR EACH ROW WHEN ((OLD.authority_id, OLD.id, OLD.audit)
				IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.audit))
			EXECUTE FUNCTION kept()', name);
	END LOOP;
	FOREACH name IN ARRAY ARRAY['demand', 'interim_measure', 'deadline'] LOOP
		EXECUTE format('CREATE TRIGGER kept_breach BEFORE UPDATE ON %I
			FOR EACH ROW WHEN (OLD.breach IS DISTINCT FROM NEW.breach)
			EXECUTE FUNCTION kept()', name);
	END LOOP;
END
$$;

CREATE TRIGGER kept_identity BEFORE UPDATE ON audit
	FOR EACH ROW WHEN ((OLD.authority_id, OLD.id, OLD.case_number, OLD.imported, OLD.created_at)
		IS DISTINCT FROM
			(NEW.authority_id, NEW.id, NEW.case_number, NEW.imported, NEW.created_at))
	EXECUTE FUNCTION kept();
