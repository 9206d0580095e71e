-- a page of conflicts of interest in the order they were made
SELECT
	id, account, enterprise, reason, "from", "to"
FROM conflict
WHERE authority_id = tenant() AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :limit
