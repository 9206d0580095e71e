-- a page of the outbox, the oldest first
SELECT
	m.id, m.audit, m.letter, m.account, m.kind, m.recipient, m.language, m.data, m.day,
	m.created_at, m.state, m.message_id, m.attempts, m.attempts_lost, m.by_clock, m.next_attempt_at, m.leased_until,
	m.answer, m.ended_at, a.case_number, m.id::text AS cursor_key
FROM mail m
LEFT JOIN audit a ON a.authority_id = m.authority_id AND a.id = m.audit
WHERE m.authority_id = tenant()
	{mail_asked_for}
	AND (:after_id::uuid IS NULL OR m.id {after} :after_id)
ORDER BY m.id{down}
LIMIT :fetch
