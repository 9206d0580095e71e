-- lock the case a breach stands in, then itself, so that its version is the one that stands
SELECT a.id AS audit, a.version AS audit_version, x.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM breach x
JOIN audit a ON a.authority_id = x.authority_id AND a.id = x.audit
WHERE x.authority_id = tenant() AND x.id = :id
FOR NO KEY UPDATE OF a, x
