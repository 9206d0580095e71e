-- 0051_second_reminder - a second reminder is written on its day, whether a first was signed or not: a person
-- signs it, and its text claims no reminder that was not sent (domain.md 5: "at that date +7 d").

CREATE OR REPLACE FUNCTION reminder_judged() RETURNS trigger
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

-- The clock looks again at what waited for a first reminder to be sent.
UPDATE deadline d SET next_rung_at = '2000-01-01'
WHERE d.state = 'running' AND d.rung IS NOT NULL AND NOT EXISTS (SELECT FROM reminder r
	WHERE r.authority_id = d.authority_id AND r.deadline = d.id AND r.action = 'reminder_2');
