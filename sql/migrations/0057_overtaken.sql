-- Who waits for a chain's head together with others may have his transaction's number before he has the head:
-- PostgreSQL gives it to whoever follows a row that another changed.  The next may then be through before him, and
-- his events would be older than theirs.  Nothing is broken: he begins again, with a number that is newer.
CREATE OR REPLACE FUNCTION event_chained() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	last record;
BEGIN
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
			MESSAGE = 'the log is written in READ COMMITTED only';
	END IF;
	-- two questions, each by index: one that took null for null too would read the whole log
	IF NEW.audit IS NULL THEN
		PERFORM FROM log_head WHERE authority_id = NEW.authority_id FOR NO KEY UPDATE;
		SELECT id, hash INTO last FROM event
		WHERE authority_id = NEW.authority_id AND audit IS NULL
		ORDER BY id DESC LIMIT 1;
	ELSE
		PERFORM FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit
		FOR NO KEY UPDATE;
		SELECT id, hash INTO last FROM event
		WHERE authority_id = NEW.authority_id AND audit = NEW.audit
		ORDER BY id DESC LIMIT 1;
	END IF;
	IF NEW.previous_hash IS DISTINCT FROM last.hash THEN
		PERFORM refuse('chain_broken', 'does not follow the newest', NEW.id);
	ELSIF NEW.id >> 16 <> event_id(0) >> 16 OR NEW.id >> 16 = last.id >> 16 AND NEW.id <= last.id
		OR NEW.id < last.id AND last.id >> 16 >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint
			+ (SELECT base FROM log_base) THEN
		PERFORM refuse('chain_broken', 'not an id of its transaction', NEW.id);
	ELSIF NEW.id < last.id THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure',
			MESSAGE = 'overtaken: the newest event is of a later transaction';
	END IF;
	RETURN NEW;
END
$$;
