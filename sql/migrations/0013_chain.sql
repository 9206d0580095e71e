-- 0013_chain - the log is one chain per case and one per authority for the rest, and its ids are
-- those a feed may trust.

-- Holds the head before it looks, so that two sessions cannot both follow the same event.
CREATE FUNCTION event_chained() RETURNS trigger
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
	ELSIF NEW.id <= last.id OR NEW.id >> 16 <> event_id(0) >> 16 THEN
		PERFORM refuse('chain_broken', 'not an id of its transaction', NEW.id);
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER chained BEFORE INSERT ON event
	FOR EACH ROW EXECUTE FUNCTION event_chained();

-- At COMMIT the head that is kept is the hash of the newest event: the next one can follow it.
CREATE FUNCTION head_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	head text;
	newest text;
BEGIN
	IF NEW.audit IS NULL THEN
		SELECT log_hash INTO head FROM log_head WHERE authority_id = NEW.authority_id;
		SELECT hash INTO newest FROM event
		WHERE authority_id = NEW.authority_id AND audit IS NULL
		ORDER BY id DESC LIMIT 1;
	ELSE
		SELECT log_hash INTO head FROM audit
		WHERE authority_id = NEW.authority_id AND id = NEW.audit;
		SELECT hash INTO newest FROM event
		WHERE authority_id = NEW.authority_id AND audit = NEW.audit
		ORDER BY id DESC LIMIT 1;
	END IF;
	IF head IS DISTINCT FROM newest THEN
		PERFORM refuse('chain_broken', 'the head that is kept is another', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER head AFTER INSERT ON event
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION head_judged();
