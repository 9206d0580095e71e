-- a row of the outbox: to a person of the authority in their language, else that of its county, if they have an
-- address; else as given
INSERT INTO mail (
	authority_id, id, audit, letter, account, kind, recipient, language, data, day, created_at,
	state, message_id, attempts, attempts_lost, by_clock, next_attempt_at, leased_until, answer, ended_at)
SELECT
	:authority, :id, :audit, :letter, a.id, :kind, to_whom.address,
	coalesce(:language, a.language, t.language), :data, :day, :created_at,
	CASE WHEN to_whom.address IS NULL THEN 'held' ELSE :state END, :message_id, :attempts, :attempts_lost, :by_clock,
	CASE WHEN to_whom.address IS NOT NULL THEN :next_attempt_at::timestamptz END,
	:leased_until, :answer, :ended_at
FROM authority t
LEFT JOIN account a ON a.authority_id = :authority AND a.id = :account,
LATERAL (SELECT coalesce(:recipient, a.email) AS address) AS to_whom
WHERE t.authority_id = :authority AND (:account::uuid IS NULL OR (a.email IS NOT NULL AND NOT a.disabled))
ON CONFLICT (authority_id, account, day) WHERE kind = 'digest' DO NOTHING
