-- a page of requirements in the order they were made
SELECT
	id, version, code, act, section, text, valid_from, valid_to, id::text AS cursor_key
FROM requirement
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
