-- a page of enterprises in the order they were made
SELECT {enterprise_row}, id::text AS cursor_key
FROM enterprise
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
