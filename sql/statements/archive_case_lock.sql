-- lock the case a journal post stands in
SELECT a.id AS audit, a.version AS audit_version, a.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM archive_post p
JOIN audit a ON a.authority_id = p.authority_id AND a.id = p.audit
WHERE p.authority_id = tenant() AND p.id = :id
FOR NO KEY UPDATE OF a
