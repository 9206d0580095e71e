-- lock the case a mail is about, then itself
SELECT a.id AS audit, x.state, x.attempts, x.letter, x.recipient,
	set_config('tilsyn.audit', a.id::text, true)
FROM mail x
JOIN audit a ON a.authority_id = x.authority_id AND a.id = x.audit
WHERE x.authority_id = tenant() AND x.id = :id
FOR NO KEY UPDATE OF a, x
