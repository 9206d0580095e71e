-- the enterprises of these kinds
SELECT id FROM enterprise
WHERE authority_id = tenant() AND kind = ANY (:kinds::text[])
ORDER BY id
LIMIT 1001
