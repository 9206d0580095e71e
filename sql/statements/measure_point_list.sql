-- a page of measure points in the order they were made
SELECT {measure_point_row}, id::text AS cursor_key
FROM measure_point
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
