-- a page of requirements in the order they were made
SELECT
	id, version, code, act, section, text, valid_from, valid_to
FROM requirement
WHERE authority_id = tenant() AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :limit
