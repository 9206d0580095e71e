-- a page of programmes in the order they were made
SELECT
	id, edition AS version, version AS row_version, code, title, year, method, national, review_by,
	requirements, measure_points, id::text AS cursor_key
FROM programme
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
