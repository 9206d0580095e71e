-- a letter's document, or how far it has come: only columns that read the same in binary
SELECT l.kind, a.case_number, d.letter::text AS wanted, d.content, d.sha256, d.reason
FROM letter l
JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
LEFT JOIN document d ON d.authority_id = l.authority_id AND d.letter = l.id
WHERE l.authority_id = tenant() AND l.id = :id
