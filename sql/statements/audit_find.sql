-- the case that a read is of
SELECT a.id AS audit, a.version AS audit_version, a.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM audit a
WHERE a.authority_id = tenant() AND a.id = :id
