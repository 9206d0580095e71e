-- a measure point by id, held until the command is done
SELECT {measure_point_row}
FROM measure_point
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
