-- a page of measure points in the order they were made
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days, id::text AS cursor_key
FROM measure_point
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
