-- every chain whose kept head is not the hash of its newest event
SELECT h.chain
FROM (
	SELECT '00000000-0000-0000-0000-000000000000'::uuid AS chain, NULL::uuid AS audit, log_hash
	FROM log_head
	WHERE authority_id = tenant()
	UNION ALL
	SELECT id, id, log_hash FROM audit WHERE authority_id = tenant()
) h
LEFT JOIN LATERAL (
	SELECT hash
	FROM event
	WHERE authority_id = tenant() AND audit IS NOT DISTINCT FROM h.audit
	ORDER BY id DESC
	LIMIT 1
) newest ON true
WHERE h.log_hash IS DISTINCT FROM newest.hash
ORDER BY h.chain
