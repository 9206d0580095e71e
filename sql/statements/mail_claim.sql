-- mails of all tenants whose time has come, now in hand of the one who asks; the instants of a case
-- run a little ahead of a clock that stands (facts_instant)
SELECT
	authority_id AS authority, id, audit, letter, account, kind, recipient, language, created_at,
	message_id, attempts, attempts_lost, by_clock, answer
FROM mail_claim(:now::timestamptz + interval '1 second', :clock, :lease, :domain, :most)
