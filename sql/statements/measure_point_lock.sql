-- a measure point by id, held until the command is done
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days
FROM measure_point
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
