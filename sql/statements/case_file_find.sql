-- how far a case file has come
SELECT id, audit, audit_version, wanted_by, language, wanted_at, made_at, size, sha256, reason, left_out
FROM case_file
WHERE authority_id = tenant() AND id = :id
