-- a page of programmes in the order they were made
SELECT
	id, version, code, title, year, method, national, review_by, requirements, measure_points
FROM programme
WHERE authority_id = tenant() AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :limit
