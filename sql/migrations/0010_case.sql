-- 0010_case - what must hold of a case at COMMIT: nothing open in a closed one, no open breach
-- without a date by which something is to happen.
--
-- Two sessions that each see half would pass each other, so whoever writes under a case takes its
-- row first, and every judgement reads what is committed when it judges.

CREATE FUNCTION take_case() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	-- an older snapshot would judge a case that is no more
	IF current_setting('transaction_isolation') <> 'read committed' THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
			MESSAGE = 'cases are written in READ COMMITTED only';
	END IF;
	IF TG_TABLE_NAME <> 'audit' THEN
		PERFORM FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit
		FOR NO KEY UPDATE;
	END IF;
	RETURN NEW;
END
$$;

DO $$
DECLARE
	name text;
BEGIN
	FOREACH name IN ARRAY ARRAY['audit', 'breach', 'demand', 'interim_measure', 'incoming',
		'evidence', 'observation', 'assessment', 'remark', 'contact', 'deadline', 'letter',
		'order']
	LOOP
		EXECUTE format('CREATE TRIGGER case_taken BEFORE INSERT OR UPDATE ON %I
			FOR EACH ROW EXECUTE FUNCTION take_case()', name);
	END LOOP;
END
$$;

-- Does one of these kinds run for the breach, by itself or through an order that names it?
CREATE FUNCTION runs_for(b breach, kinds text[]) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM deadline d
			WHERE d.authority_id = b.authority_id AND d.breach = b.id
				AND d.state = 'running' AND d.kind = ANY (kinds))
		OR EXISTS (SELECT FROM deadline d
			JOIN "order" o ON o.authority_id = d.authority_id AND o.id = d."order"
			WHERE d.authority_id = b.authority_id AND d.audit = b.audit
				AND d.state = 'running' AND d.kind = ANY (kinds)
				AND d.breach IS NULL AND b.id = ANY (o.breaches))
$$;

CREATE FUNCTION judge_breach(b breach) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	newest assessment;
BEGIN
	IF b.state IN ('established', 'insufficient')
		AND NOT runs_for(b, ARRAY['correction', 'order_compliance']) THEN
		PERFORM refuse('breach_without_deadline',
			'open, and no correction or order_compliance deadline runs for it', b.id);
	ELSIF b.state = 'reported' AND NOT runs_for(b, ARRAY['assessment', 'measurement']) THEN
		PERFORM refuse('breach_without_deadline',
			'reported, and no assessment or measurement deadline runs for it', b.id);
	ELSIF b.state = 'corrected' AND NOT b.unassessed THEN
		SELECT * INTO newest FROM assessment
		WHERE authority_id = b.authority_id AND breach = b.id
		ORDER BY assessed_at DESC, id DESC LIMIT 1;
		IF newest.outcome IS DISTINCT FROM 'corrected'
			OR newest.assessed_at < b.counts_from THEN
			PERFORM refuse('breach_not_assessed',
				'corrected, and no assessment says so', b.id);
		END IF;
	END IF;
	IF b.state NOT IN ('corrected', 'dropped') AND EXISTS (SELECT FROM audit a
		WHERE a.authority_id = b.authority_id AND a.id = b.audit
			AND a.state IN ('closed', 'cancelled')) THEN
		PERFORM refuse('breach_open', 'open in an ended case', b.id);
	END IF;
END
$$;

CREATE FUNCTION breach_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	b breach;
BEGIN
	FOR b IN SELECT * FROM breach WHERE authority_id = NEW.authority_id AND id = NEW.id LOOP
		PERFORM judge_breach(b);
	END LOOP;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER judged_new AFTER INSERT ON breach
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION breach_judged();
CREATE CONSTRAINT TRIGGER judged AFTER UPDATE ON breach
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN ((OLD.state, OLD.counts_from, OLD.unassessed)
		IS DISTINCT FROM (NEW.state, NEW.counts_from, NEW.unassessed))
	EXECUTE FUNCTION breach_judged();

-- The newest assessment is what a correction stands on.
CREATE FUNCTION assessment_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	b breach;
BEGIN
	FOR b IN SELECT * FROM breach WHERE authority_id = NEW.authority_id AND id = NEW.breach LOOP
		PERFORM judge_breach(b);
	END LOOP;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER judged AFTER INSERT ON assessment
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION assessment_judged();

-- A deadline that stops, or changes what it is for, may leave a breach without one.
CREATE FUNCTION deadline_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	b breach;
BEGIN
	FOR b IN SELECT * FROM breach WHERE authority_id = NEW.authority_id AND audit = NEW.audit
		AND (OLD.breach IS NULL OR id = OLD.breach)
	LOOP
		PERFORM judge_breach(b);
	END LOOP;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER judged AFTER UPDATE ON deadline
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (OLD.state = 'running'
		AND OLD.kind IN ('correction', 'order_compliance', 'assessment', 'measurement')
		AND (NEW.state <> 'running' OR NEW.kind <> OLD.kind
			OR NEW."order" IS DISTINCT FROM OLD."order"))
	EXECUTE FUNCTION deadline_judged();

-- An order may be what ties a deadline to its breaches.
CREATE FUNCTION order_breaches_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	b breach;
BEGIN
	FOR b IN SELECT * FROM breach
		WHERE authority_id = NEW.authority_id AND id = ANY (OLD.breaches)
	LOOP
		PERFORM judge_breach(b);
	END LOOP;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER judged_breaches AFTER UPDATE ON "order"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.breaches IS DISTINCT FROM NEW.breaches)
	EXECUTE FUNCTION order_breaches_judged();

-- Rest: what may not live on in a case that is closed or cancelled.
CREATE FUNCTION judge_rest(a audit) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	found uuid;
BEGIN
	SELECT id INTO found FROM breach
	WHERE authority_id = a.authority_id AND audit = a.id
		AND state NOT IN ('corrected', 'dropped')
	LIMIT 1;
	IF found IS NOT NULL THEN
		PERFORM refuse('breach_open', 'open in an ended case', found);
	END IF;
	SELECT id INTO found FROM deadline
	WHERE authority_id = a.authority_id AND audit = a.id AND state = 'running'
		AND kind IN ('correction', 'milestone', 'measurement', 'plan', 'order_compliance')
	LIMIT 1;
	IF found IS NOT NULL THEN
		PERFORM refuse('deadline_running', 'runs in an ended case', found);
	END IF;
	SELECT id INTO found FROM "order"
	WHERE authority_id = a.authority_id AND audit = a.id
		AND state IN ('announced', 'issued', 'referred', 'fined')
	LIMIT 1;
	IF found IS NOT NULL THEN
		PERFORM refuse('order_live', 'lives in an ended case', found);
	END IF;
	SELECT id INTO found FROM letter
	WHERE authority_id = a.authority_id AND audit = a.id AND corrects IS NULL
		AND state IN ('draft', 'submitted', 'approved')
	LIMIT 1;
	IF found IS NOT NULL THEN
		PERFORM refuse('wrong_state', 'a letter open in an ended case', found);
	END IF;
END
$$;

CREATE FUNCTION rest_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	a audit;
	its uuid;
BEGIN
	IF TG_TABLE_NAME = 'audit' THEN its := NEW.id; ELSE its := NEW.audit; END IF;
	SELECT * INTO a FROM audit WHERE authority_id = NEW.authority_id AND id = its;
	IF a.state IN ('closed', 'cancelled') THEN
		PERFORM judge_rest(a);
	END IF;
	RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER rest AFTER INSERT OR UPDATE ON audit
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state IN ('closed', 'cancelled'))
	EXECUTE FUNCTION rest_judged();
CREATE CONSTRAINT TRIGGER rest AFTER INSERT OR UPDATE ON deadline
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'running' AND NEW.kind IN
		('correction', 'milestone', 'measurement', 'plan', 'order_compliance'))
	EXECUTE FUNCTION rest_judged();
-- no ended order comes to life again, and no letter is written anew that was not a draft
CREATE CONSTRAINT TRIGGER rest AFTER INSERT ON "order"
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION rest_judged();
CREATE CONSTRAINT TRIGGER rest AFTER INSERT OR UPDATE ON letter
	DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
	WHEN (NEW.corrects IS NULL AND NEW.state = 'draft')
	EXECUTE FUNCTION rest_judged();
