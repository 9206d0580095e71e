-- the measure points of the case, of its demands and of its observations
SELECT {measure_point_row}
FROM measure_point
WHERE authority_id = tenant() AND id IN (
	SELECT unnest(measure_points) FROM audit WHERE authority_id = tenant() AND id = this_case()
	UNION
	SELECT measure_point FROM demand WHERE authority_id = tenant() AND audit = this_case()
	UNION
	SELECT measure_point FROM observation WHERE authority_id = tenant() AND audit = this_case())
ORDER BY id
