-- a measure point by id
SELECT {measure_point_row}
FROM measure_point
WHERE authority_id = tenant() AND id = :id
