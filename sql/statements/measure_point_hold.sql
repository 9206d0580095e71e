-- a measure point whose rule is about to be sharpened, held so that it stays what it is
SELECT {measure_point_row}
FROM measure_point
WHERE authority_id = tenant() AND id = :id
FOR SHARE
