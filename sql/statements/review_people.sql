-- who is told of a guide's review: the one responsible for it, else the leaders
SELECT a.id AS account
FROM programme p
LEFT JOIN account r ON r.authority_id = p.authority_id AND r.id = p.responsible
	AND NOT r.disabled AND r.email IS NOT NULL
JOIN account a ON a.authority_id = p.authority_id AND NOT a.disabled
	AND CASE WHEN r.id IS NULL THEN 'leader' = ANY (a.roles) ELSE a.id = r.id END
WHERE p.authority_id = tenant() AND p.id = :id
ORDER BY a.id
