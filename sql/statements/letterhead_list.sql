-- a page of letterheads in the order they were added
SELECT
	id, attachment, alt, width, height, added_by, added_at, id::text AS cursor_key
FROM letterhead
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
