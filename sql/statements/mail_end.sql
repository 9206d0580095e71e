-- what came of an attempt, told by the one who still has the mail in hand
UPDATE mail
SET state = :state, next_attempt_at = :next_attempt_at, leased_until = NULL,
	answer = :answer, ended_at = :ended_at
WHERE authority_id = tenant() AND id = :id AND state = 'sending' AND attempts = :attempt
