-- a page of programmes in the order they were made
SELECT {programme_row}, id::text AS cursor_key
FROM programme
WHERE authority_id = tenant()
	{programme_asked_for}
	AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
