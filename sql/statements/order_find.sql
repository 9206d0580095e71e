-- the case an order stands in, for a read
SELECT a.id AS audit, a.version AS audit_version, x.version,
	set_config('tilsyn.audit', a.id::text, true)
FROM "order" x
JOIN audit a ON a.authority_id = x.authority_id AND a.id = x.audit
WHERE x.authority_id = tenant() AND x.id = :id
