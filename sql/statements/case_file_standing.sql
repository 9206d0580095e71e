-- the newest case file of the case, if it is of the case as it stands and did not fail
SELECT f.id, f.audit, f.audit_version, f.wanted_by, f.language, f.wanted_at, f.made_at, f.size, f.sha256,
	f.reason, f.left_out
FROM case_file f
JOIN audit a ON a.authority_id = f.authority_id AND a.id = f.audit AND a.version = f.audit_version
WHERE f.authority_id = tenant() AND f.audit = this_case() AND f.reason IS NULL
	AND f.language = :language
ORDER BY f.id DESC
LIMIT 1
