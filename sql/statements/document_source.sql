-- what stands on a letter's paper
SELECT t.name AS sender, a.case_number, l.language, l.subject, l.body, l.recipient, l.letter_date, l.their_reference,
	to_char(l.dispatched_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS dispatched_at,
	w.name AS author
FROM letter l
JOIN authority t ON t.authority_id = l.authority_id
JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
LEFT JOIN account w ON w.authority_id = l.authority_id AND w.id = l.author
WHERE l.authority_id = tenant() AND l.id = :id
