-- a page of measure points in the order they were made
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days
FROM measure_point
WHERE authority_id = tenant() AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :limit
