-- a page of conflicts of interest in the order they were made
SELECT
	id, account, enterprise, reason, "from", "to", id::text AS cursor_key
FROM conflict
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
