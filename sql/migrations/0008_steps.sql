-- 0008_steps - which state may follow which, as data, and the trigger that holds every row to it.

-- How the database says no: the guard's code is the name of the constraint, its subject the detail.
CREATE FUNCTION refuse(code text, why text, subject anyelement) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = code,
		MESSAGE = code || ': ' || why, DETAIL = subject::text;
END
$$;

-- "from" is '-' where a row is made.  The law of domain.md §4, without its events and guards.
CREATE TABLE transition (
	machine text NOT NULL,
	"from"  text NOT NULL,
	"to"    text NOT NULL,
	PRIMARY KEY (machine, "from", "to")
);

INSERT INTO transition VALUES
	('audit', '-', 'planned'),
	('audit', 'planned', 'notified'),
	('audit', 'planned', 'fieldwork'),
	('audit', 'notified', 'fieldwork'),
	('audit', 'fieldwork', 'drafting'),
	('audit', 'drafting', 'fieldwork'),
	('audit', 'drafting', 'hearing'),
	('audit', 'hearing', 'drafting'),
	('audit', 'drafting', 'closed'),
	('audit', 'hearing', 'closed'),
	('audit', 'hearing', 'follow_up'),
	('audit', 'follow_up', 'closed'),
	('audit', 'closed', 'follow_up'),
	('audit', 'planned', 'cancelled'),
	('audit', 'notified', 'cancelled'),
	('audit', 'fieldwork', 'cancelled'),
	('audit', 'drafting', 'cancelled'),
	('audit', 'hearing', 'cancelled'),

	('breach', '-', 'draft'),
	('breach', 'draft', 'dropped'),
	('breach', 'draft', 'corrected'),
	('breach', 'draft', 'established'),
	('breach', 'established', 'reported'),
	('breach', 'insufficient', 'reported'),
	('breach', 'reported', 'corrected'),
	('breach', 'reported', 'insufficient'),
	('breach', 'corrected', 'insufficient'),
	('breach', 'corrected', 'established'),
	('breach', 'established', 'dropped'),
	('breach', 'insufficient', 'dropped'),
	('breach', 'reported', 'dropped'),

	('deadline', '-', 'proposed'),
	('deadline', '-', 'running'),
	('deadline', 'proposed', 'running'),
	('deadline', 'proposed', 'waived'),
	('deadline', 'proposed', 'extended'),
	('deadline', 'running', 'met'),
	('deadline', 'running', 'met_late'),
	('deadline', 'running', 'extended'),
	('deadline', 'running', 'waived'),
	('deadline', 'running', 'lapsed'),
	('deadline', 'lapsed', 'met'),
	('deadline', 'lapsed', 'met_late'),

	('letter', '-', 'draft'),
	('letter', 'draft', 'submitted'),
	('letter', 'submitted', 'draft'),
	('letter', 'submitted', 'approved'),
	('letter', 'approved', 'draft'),
	('letter', 'approved', 'dispatched'),
	('letter', 'draft', 'dispatched'),
	('letter', 'dispatched', 'journalled'),
	('letter', 'draft', 'withdrawn'),
	('letter', 'submitted', 'withdrawn'),
	('letter', 'approved', 'withdrawn'),

	('order', '-', 'announced'),
	('order', 'announced', 'issued'),
	('order', 'issued', 'referred'),
	('order', 'issued', 'fined'),
	('order', 'referred', 'fined'),
	('order', 'issued', 'complied'),
	('order', 'referred', 'complied'),
	('order', 'fined', 'complied'),
	('order', 'announced', 'withdrawn'),
	('order', 'issued', 'withdrawn'),
	('order', 'referred', 'withdrawn'),
	('order', 'fined', 'withdrawn');

-- An imported case begins where history left it, and so do its breaches and deadlines.  AFTER,
-- since BEFORE INSERT also runs for a row that ON CONFLICT then updates.
CREATE FUNCTION state_step() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
	before text := CASE TG_OP WHEN 'INSERT' THEN '-' ELSE OLD.state END;
	imported boolean := false;
BEGIN
	IF EXISTS (SELECT FROM transition t
		WHERE t.machine = TG_TABLE_NAME AND t."from" = before AND t."to" = NEW.state) THEN
		RETURN NULL;
	END IF;
	IF TG_OP = 'INSERT' AND TG_TABLE_NAME = 'audit' THEN
		imported := NEW.imported;
	ELSIF TG_OP = 'INSERT' AND TG_TABLE_NAME IN ('breach', 'deadline') THEN
		SELECT a.imported INTO imported FROM audit a
		WHERE a.authority_id = NEW.authority_id AND a.id = NEW.audit;
	END IF;
	IF imported IS NOT TRUE THEN
		PERFORM refuse('wrong_state', format('%s from %s to %s is no step',
			TG_TABLE_NAME, before, NEW.state), NEW.id);
	END IF;
	RETURN NULL;
END
$$;

DO $$
DECLARE
	machine text;
BEGIN
	FOR machine IN SELECT DISTINCT t.machine FROM transition t LOOP
		EXECUTE format('CREATE TRIGGER state_begins AFTER INSERT ON %I
			FOR EACH ROW EXECUTE FUNCTION state_step()', machine);
		EXECUTE format('CREATE TRIGGER state_steps AFTER UPDATE ON %I
			FOR EACH ROW WHEN (OLD.state <> NEW.state)
			EXECUTE FUNCTION state_step()', machine);
	END LOOP;
END
$$;

-- A correction without an assessment is told apart: made in draft, or imported.
CREATE FUNCTION breach_unassessed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	IF NEW.state <> 'corrected' THEN
		NEW.unassessed := false;
	ELSIF TG_OP = 'INSERT' THEN
		NEW.unassessed := true;
	ELSIF OLD.state = 'corrected' THEN
		NEW.unassessed := OLD.unassessed;
	ELSE
		NEW.unassessed := OLD.state = 'draft';
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER unassessed BEFORE INSERT OR UPDATE ON breach
	FOR EACH ROW EXECUTE FUNCTION breach_unassessed();
