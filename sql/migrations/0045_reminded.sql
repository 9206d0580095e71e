-- 0045_reminded - a reminder says which deadlines it asks for: none that was answered since is sent, no second
-- one goes out where no first did, and what the clock sends unsigned has a wording that was approved.

ALTER TABLE letter ADD reminds uuid[] NOT NULL DEFAULT '{}';

-- What the ladder wrote before now; how each trigger fires is kept.
DO $$
DECLARE
	trigger record;
BEGIN
	CREATE TEMP TABLE firing ON COMMIT DROP AS SELECT tgname AS name, tgenabled AS mode FROM pg_trigger
		WHERE tgrelid = 'letter'::regclass AND NOT tgisinternal;
	ALTER TABLE letter DISABLE TRIGGER USER;
	UPDATE letter l SET reminds = r.deadlines
	FROM (SELECT authority_id, letter, array_agg(deadline) AS deadlines FROM reminder
		WHERE letter IS NOT NULL GROUP BY authority_id, letter) r
	WHERE l.authority_id = r.authority_id AND l.id = r.letter;
	FOR trigger IN SELECT name, mode FROM firing LOOP
		EXECUTE format('ALTER TABLE letter ENABLE %s TRIGGER %I',
			CASE trigger.mode WHEN 'A' THEN 'ALWAYS' ELSE '' END, trigger.name);
	END LOOP;
END
$$;

CREATE OR REPLACE FUNCTION judge_letter_change(was letter, l letter) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF (was.kind, was.breaches, was.dates, was.fields, was.language, was.corrects,
			was.notice_of_order, was.subject, was.body, was.sha256, was.author,
			was.writers, was.exempt, was.template_version, was.edited_by, was.edited_at,
			was.answers, was.reminds)
		IS DISTINCT FROM (l.kind, l.breaches, l.dates, l.fields, l.language, l.corrects,
			l.notice_of_order, l.subject, l.body, l.sha256, l.author, l.writers, l.exempt,
			l.template_version, l.edited_by, l.edited_at, l.answers, l.reminds)
		OR (was."order" IS NOT NULL AND was."order" IS DISTINCT FROM l."order") THEN
		PERFORM refuse('hash_differs', 'changed after submit', l.id);
	ELSIF NOT jsonb_path_query_array(l.approvals, '$[*].account')
		@> jsonb_path_query_array(was.approvals, '$[*].account') THEN
		PERFORM refuse('hash_differs', 'an approval is taken away', l.id);
	END IF;
END
$$;

-- The authority writes a wording of its own for this kind, and nobody has approved any yet.
CREATE FUNCTION wording_awaits(of_authority uuid, of_kind text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT EXISTS (SELECT FROM letter_template
			WHERE authority_id = of_authority AND kind = of_kind AND state = 'draft')
		AND NOT EXISTS (SELECT FROM letter_template
			WHERE authority_id = of_authority AND kind = of_kind AND state = 'approved')
$$;

CREATE OR REPLACE FUNCTION letter_wording_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	stands text;
	by_clock boolean := TG_OP = 'UPDATE' AND OLD.state = 'draft' AND NEW.state = 'dispatched';
BEGIN
	IF by_clock AND (NEW.writers <> '{}' OR NEW.edited_by IS NOT NULL) THEN
		PERFORM refuse('template_not_approved', 'a person wrote in it', NEW.id);
	END IF;
	IF NEW.edited_by IS NOT NULL AND NOT NEW.edited_by = ANY (NEW.writers) THEN
		PERFORM refuse('own_text', 'its writer is not among its writers', NEW.id);
	END IF;
	IF by_clock AND NEW.template_version = 0 AND wording_awaits(NEW.authority_id, NEW.kind) THEN
		PERFORM refuse('template_not_approved', 'a wording of its own awaits approval', NEW.id);
	END IF;
	IF NEW.template_version = 0 OR (NOT by_clock AND TG_OP = 'UPDATE'
		AND OLD.template_version = NEW.template_version) THEN
		RETURN NULL;
	END IF;
	SELECT state INTO stands FROM letter_template WHERE authority_id = NEW.authority_id
		AND kind = NEW.kind AND edition = NEW.template_version;
	IF stands IS DISTINCT FROM 'approved' THEN
		PERFORM refuse('template_not_approved', 'its wording is not approved', NEW.id);
	END IF;
	RETURN NULL;
END
$$;

-- A letter that leaves asks for nothing that was answered.
CREATE FUNCTION letter_asks() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF EXISTS (SELECT FROM deadline WHERE authority_id = NEW.authority_id AND audit = NEW.audit
			AND id = ANY (NEW.reminds) AND state <> 'running') THEN
		PERFORM refuse('already_answered', 'it asks for what does not run', NEW.id);
	END IF;
	RETURN NULL;
END
$$;
CREATE TRIGGER asks AFTER UPDATE ON letter
	FOR EACH ROW WHEN (NEW.state = 'dispatched' AND OLD.state <> 'dispatched') EXECUTE FUNCTION letter_asks();
ALTER TABLE letter ENABLE ALWAYS TRIGGER asks;

-- Nobody is reminded of what does not run, and nobody a second time who was not reminded once.
CREATE OR REPLACE FUNCTION reminder_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	PERFORM FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit FOR NO KEY UPDATE;
	IF NOT EXISTS (SELECT FROM deadline WHERE authority_id = NEW.authority_id
			AND id = NEW.deadline AND state = 'running') THEN
		PERFORM refuse('already_answered', 'a rung of a deadline that does not run', NEW.deadline);
	END IF;
	IF NEW.action = 'reminder_2' AND NEW.done IN ('sent', 'drafted')
		AND NOT EXISTS (SELECT FROM letter WHERE authority_id = NEW.authority_id AND audit = NEW.audit
			AND kind = 'reminder_1' AND state IN ('dispatched', 'journalled')
			AND NEW.deadline = ANY (reminds)) THEN
		PERFORM refuse('wrong_state', 'a second reminder where no first was sent', NEW.deadline);
	END IF;
	RETURN NEW;
END
$$;
REVOKE ALL ON FUNCTION wording_awaits, letter_asks FROM PUBLIC;
GRANT EXECUTE ON FUNCTION wording_awaits TO tilsyn;
