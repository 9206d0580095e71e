-- the newest case file of the case, if it is of the case as it stands and did not fail; what the clock
-- has done since raises no version, but is the newest in the log
SELECT f.id, f.audit, f.audit_version, f.wanted_by, f.language, f.wanted_at, f.made_at, f.size, f.sha256,
	f.reason, f.left_out
FROM case_file f
JOIN audit a ON a.authority_id = f.authority_id AND a.id = f.audit AND a.version = f.audit_version
WHERE f.authority_id = tenant() AND f.audit = this_case() AND f.reason IS NULL
	AND f.language = :language
	AND NOT EXISTS (SELECT FROM (SELECT account, at FROM event
			WHERE authority_id = tenant() AND audit = this_case()
			ORDER BY id DESC LIMIT 1) newest
		WHERE newest.account IS NULL AND newest.at > f.wanted_at)
ORDER BY f.id DESC
LIMIT 1
