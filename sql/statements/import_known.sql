-- which of these records came before
SELECT source_key
FROM audit
WHERE authority_id = tenant() AND source_key = ANY (:source_keys::text[])
