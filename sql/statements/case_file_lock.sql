-- a case file to make, unless another makes it, and the case it is of
SELECT f.id, f.language, t.name AS sender, set_config('tilsyn.audit', f.audit::text, true) AS audit
FROM case_file f
JOIN authority t ON t.authority_id = f.authority_id
WHERE f.authority_id = tenant() AND f.id = :id AND f.content IS NULL AND f.reason IS NULL
FOR UPDATE OF f SKIP LOCKED
