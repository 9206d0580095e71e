-- measure points that have one of these codes, the oldest first
SELECT {measure_point_row}
FROM measure_point
WHERE authority_id = tenant() AND code = ANY (:codes::text[])
ORDER BY id
