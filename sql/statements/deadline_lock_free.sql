-- the case of a deadline that lapses, for the clock: none where another has it in hand
SELECT a.id AS audit, a.version AS audit_version, x.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM deadline x
JOIN audit a ON a.authority_id = x.authority_id AND a.id = x.audit
WHERE x.authority_id = tenant() AND x.id = :id
FOR NO KEY UPDATE OF a, x SKIP LOCKED
