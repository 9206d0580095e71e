-- measure points that have one of these codes, the oldest first
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days
FROM measure_point
WHERE authority_id = tenant() AND code = ANY (:codes::text[])
ORDER BY id
