-- a measure point whose rule is about to be sharpened, held so that it stays what it is
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days
FROM measure_point
WHERE authority_id = tenant() AND id = :id
FOR SHARE
