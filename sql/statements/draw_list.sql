-- a page of draws in the order they were made, of one measure point or of all
SELECT
	id, measure_point, about, population, sample, way, seed, target, confidence,
	allowed_failures, drawn_by, drawn_at, id::text AS cursor_key
FROM draw
WHERE authority_id = tenant()
	AND (:measure_point::uuid IS NULL OR measure_point = :measure_point)
	AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
