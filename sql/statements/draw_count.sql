-- how many draws there are, of one measure point or of all
SELECT count(*) AS count
FROM draw
WHERE authority_id = tenant()
	AND (:measure_point::uuid IS NULL OR measure_point = :measure_point)
