-- 0025_mail_document - a letter's mail waits until the letter is on paper.

CREATE OR REPLACE FUNCTION mail_claim(now timestamptz, clock timestamptz, lease timestamptz, domain text,
	most bigint)
RETURNS SETOF mail
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
	UPDATE mail SET state = 'sending', attempts = attempts + 1, leased_until = $3,
		message_id = coalesce(message_id, format('<%s@%s>', id, $4))
	WHERE (authority_id, id) IN (
		SELECT m.authority_id, m.id FROM mail m
		WHERE ((m.state = 'waiting' AND m.next_attempt_at <= $1)
				OR (m.state = 'sending' AND m.leased_until <= $2))
			AND (m.letter IS NULL OR EXISTS (SELECT FROM document d
				WHERE d.authority_id = m.authority_id AND d.letter = m.letter
					AND d.content IS NOT NULL))
		ORDER BY m.next_attempt_at, m.id
		LIMIT $5
		FOR UPDATE SKIP LOCKED)
	RETURNING *
$$;
