-- the measure points of the case, of its demands and of its observations
SELECT
	id, version, code, text, process, critical_step, numerator, denominator, category, target,
	hard, n_min, rounds, spacing_days
FROM measure_point
WHERE authority_id = tenant() AND id IN (
	SELECT unnest(measure_points) FROM audit WHERE authority_id = tenant() AND id = this_case()
	UNION
	SELECT measure_point FROM demand WHERE authority_id = tenant() AND audit = this_case()
	UNION
	SELECT measure_point FROM observation WHERE authority_id = tenant() AND audit = this_case())
ORDER BY id
