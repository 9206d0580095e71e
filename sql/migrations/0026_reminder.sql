-- 0026_reminder - the ledger of the ladder, and when each deadline is looked at next.

ALTER TABLE deadline
	ADD running_since date,                 -- none: from the beginning
	ADD rung text,                          -- the last that was climbed
	ADD new_date date,                      -- that it set: the deadline itself keeps its due
	-- when the clock judges it again; kept with every change of its case, never by a lapse of time
	ADD next_rung_at timestamptz;
CREATE INDEX deadline_next_rung ON deadline (next_rung_at, authority_id, id) WHERE next_rung_at IS NOT NULL;

-- What became of a rung: once, ever.  One that was held back is judged again, and then stays too.
CREATE TABLE reminder (
	authority_id uuid NOT NULL,
	id           uuid NOT NULL,
	audit        uuid NOT NULL,
	deadline     uuid NOT NULL,
	rung         text NOT NULL CHECK (rung <> ''),
	action       text NOT NULL CHECK (action IN ('alert', 'reminder_1', 'reminder_2',
		'meeting_invitation', 'leader_alert')),
	recipient    text NOT NULL CHECK (recipient IN ('follow_up_lead', 'leaders', 'enterprise')),
	done         text NOT NULL CHECK (done IN ('sent', 'drafted', 'alerted', 'held_back',
		'passed_over')),
	reason       text,
	expected_on  date NOT NULL,             -- the day it should be climbed
	done_on      date NOT NULL,
	days_late    bigint NOT NULL CHECK (days_late >= 0),
	new_date     date,
	letter       uuid,
	at           timestamptz NOT NULL,
	PRIMARY KEY (authority_id, id),
	CONSTRAINT reminder_once UNIQUE (authority_id, deadline, rung),
	FOREIGN KEY (authority_id, audit) REFERENCES audit (authority_id, id),
	FOREIGN KEY (authority_id, audit, deadline) REFERENCES deadline (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	FOREIGN KEY (authority_id, audit, letter) REFERENCES letter (authority_id, audit, id)
		DEFERRABLE INITIALLY DEFERRED,
	CONSTRAINT reminder_letter CHECK ((letter IS NOT NULL) = (done IN ('sent', 'drafted'))),
	CONSTRAINT reminder_reason CHECK (done NOT IN ('held_back', 'passed_over') OR reason IS NOT NULL)
);
CREATE INDEX reminder_audit ON reminder (authority_id, audit, id);
CREATE INDEX reminder_done ON reminder (authority_id, done, id);

ALTER TABLE reminder ENABLE ROW LEVEL SECURITY;
CREATE POLICY tenant ON reminder USING (authority_id = tenant()) WITH CHECK (authority_id = tenant());
GRANT SELECT, INSERT ON reminder TO tilsyn;
GRANT UPDATE (done, reason, expected_on, done_on, days_late, new_date, letter, at) ON reminder TO tilsyn;

CREATE TRIGGER kept_done BEFORE UPDATE ON reminder
	FOR EACH ROW WHEN (OLD.done <> 'held_back') EXECUTE FUNCTION kept();
CREATE TRIGGER kept_of BEFORE UPDATE ON reminder
	FOR EACH ROW WHEN ((OLD.authority_id, OLD.id, OLD.audit, OLD.deadline, OLD.rung, OLD.action, OLD.recipient)
		IS DISTINCT FROM (NEW.authority_id, NEW.id, NEW.audit, NEW.deadline, NEW.rung, NEW.action, NEW.recipient))
	EXECUTE FUNCTION kept();
CREATE TRIGGER kept_rows BEFORE DELETE ON reminder FOR EACH ROW EXECUTE FUNCTION kept();
CREATE TRIGGER kept_table BEFORE TRUNCATE ON reminder FOR EACH STATEMENT EXECUTE FUNCTION kept();
ALTER TABLE reminder ENABLE ALWAYS TRIGGER kept_done;
ALTER TABLE reminder ENABLE ALWAYS TRIGGER kept_of;
ALTER TABLE reminder ENABLE ALWAYS TRIGGER kept_rows;
ALTER TABLE reminder ENABLE ALWAYS TRIGGER kept_table;

-- Nobody is reminded of what does not run.  The case is locked by whoever changes it, and here too,
-- so that no answer can come in between.
CREATE FUNCTION reminder_judged() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
	PERFORM FROM audit WHERE authority_id = NEW.authority_id AND id = NEW.audit FOR NO KEY UPDATE;
	IF NOT EXISTS (SELECT FROM deadline WHERE authority_id = NEW.authority_id
			AND id = NEW.deadline AND state = 'running') THEN
		PERFORM refuse('already_answered', 'a rung of a deadline that does not run', NEW.deadline);
	END IF;
	RETURN NEW;
END
$$;
CREATE TRIGGER running BEFORE INSERT OR UPDATE ON reminder
	FOR EACH ROW EXECUTE FUNCTION reminder_judged();

-- Across tenants, for the clerk: what is due, and when the next thing will be.
CREATE FUNCTION rungs_due(now timestamptz, most bigint, skip bigint)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, id FROM deadline
	WHERE next_rung_at <= $1
	ORDER BY next_rung_at, authority_id, id
	LIMIT $2 OFFSET $3
$$;
DROP FUNCTION deadlines_lapsing;
CREATE FUNCTION deadlines_lapsing(today date, most bigint, skip bigint)
RETURNS TABLE (authority_id uuid, id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT authority_id, id FROM deadline
	WHERE state = 'running' AND kind IN ('comment', 'order_comment', 'appeal') AND effective_due < $1
	ORDER BY effective_due, authority_id, id
	LIMIT $2 OFFSET $3
$$;
CREATE FUNCTION clerk_outlook()
RETURNS TABLE (next_rung_at timestamptz, next_lapse date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	SELECT (SELECT min(next_rung_at) FROM deadline WHERE next_rung_at IS NOT NULL),
		(SELECT min(effective_due) FROM deadline
			WHERE state = 'running' AND kind IN ('comment', 'order_comment', 'appeal'))
$$;
REVOKE ALL ON FUNCTION reminder_judged, rungs_due, deadlines_lapsing, clerk_outlook FROM PUBLIC;
GRANT EXECUTE ON FUNCTION rungs_due, deadlines_lapsing, clerk_outlook TO tilsyn;

-- What runs already is looked at once, and then has its next time.
UPDATE deadline d SET next_rung_at = '2000-01-01'
FROM audit a
WHERE a.authority_id = d.authority_id AND a.id = d.audit AND d.state = 'running'
	AND d.kind NOT IN ('comment', 'order_comment', 'appeal')
	AND (NOT a.imported OR a.adopted_on IS NOT NULL);
