-- a page of policies in the order they were made
SELECT p.*, p.id::text AS cursor_key
FROM policy_told p
WHERE :after_id::uuid IS NULL OR p.id > :after_id
ORDER BY p.id
LIMIT :fetch
