-- a draw by id
SELECT
	id, measure_point, about, population, sample, way, seed, target, confidence,
	allowed_failures, drawn_by, drawn_at
FROM draw
WHERE authority_id = tenant() AND id = :id
