-- a case file itself: only columns that read the same in binary
SELECT a.case_number, f.content, f.sha256, f.reason
FROM case_file f
JOIN audit a ON a.authority_id = f.authority_id AND a.id = f.audit
WHERE f.authority_id = tenant() AND f.id = :id
