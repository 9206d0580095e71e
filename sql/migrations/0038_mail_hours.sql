-- 0038_mail_hours - a mail of which nobody knows how it ended is not sent for ever, and what the clock
-- asks for leaves in the hours of the policy.

ALTER TABLE mail
	-- of its attempts, those whose end nobody told: each may have arrived
	ADD attempts_lost bigint NOT NULL DEFAULT 0 CHECK (attempts_lost BETWEEN 0 AND attempts),
	ADD by_clock boolean NOT NULL DEFAULT false;    -- and not by a person
ALTER TABLE mail ALTER attempts_lost DROP DEFAULT, ALTER by_clock DROP DEFAULT;
CREATE TRIGGER kept_asked BEFORE UPDATE ON mail
	FOR EACH ROW WHEN (OLD.by_clock IS DISTINCT FROM NEW.by_clock) EXECUTE FUNCTION kept();
ALTER TABLE mail ENABLE ALWAYS TRIGGER kept_asked;

-- What is in hand is what was locked: planned as a join, the rows would be locked and counted anew
-- for each that they are compared with.  A mail that is being sent has had its time, too, so that
-- what waits for later days is never walked through.
CREATE OR REPLACE FUNCTION mail_claim(now timestamptz, clock timestamptz, lease timestamptz, domain text,
	most bigint)
RETURNS SETOF mail
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	WITH due AS MATERIALIZED (
		SELECT m.authority_id, m.id FROM mail m
		WHERE m.state IN ('waiting', 'sending') AND m.next_attempt_at <= $1
			AND (m.state = 'waiting' OR m.leased_until <= $2)
			AND (m.letter IS NULL OR EXISTS (SELECT FROM document d
				WHERE d.authority_id = m.authority_id AND d.letter = m.letter
					AND d.content IS NOT NULL))
		ORDER BY m.next_attempt_at, m.id
		LIMIT $5
		FOR UPDATE OF m SKIP LOCKED)
	UPDATE mail m SET state = 'sending', attempts = m.attempts + 1, leased_until = $3,
		attempts_lost = m.attempts_lost + CASE m.state WHEN 'sending' THEN 1 ELSE 0 END,
		message_id = coalesce(m.message_id, format('<%s@%s>', m.id, $4))
	FROM due
	WHERE m.authority_id = due.authority_id AND m.id = due.id
	RETURNING m.*
$$;
