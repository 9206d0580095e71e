-- lock a case before anything else is read of it; the transaction works on it from here on
SELECT a.id AS audit, a.version AS audit_version, a.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM audit a
WHERE a.authority_id = tenant() AND a.id = :id
FOR NO KEY UPDATE OF a
