-- a journal post, its case and the other party, as the archive is told of them
SELECT p.id, p.letter,
	to_char(p.wanted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
	a.id AS case_id, a.case_number, a.theme || ' – ' || e.name AS case_title,
	to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS case_at,
	a.state IN ('closed', 'cancelled') AS ended, t.name AS unit,
	coalesce(w.name, t.name) AS author, coalesce(r.name, t.name) AS responsible,
	coalesce(l.subject, 'Svar fra ' || i."from") AS title,
	coalesce(l.letter_date, i.received_on)::text AS date, l.exempt,
	coalesce(i."from", e.name) AS party, e.address AS party_address, e.email AS party_email,
	i.text, array_to_string(ARRAY(SELECT x FROM unnest(i.answers) AS x
		JOIN letter s ON s.authority_id = tenant() AND s.id = x), ' ') AS answers,
	(SELECT min(d.due) FROM deadline d WHERE d.authority_id = tenant() AND d.letter = l.id)::text AS due
FROM archive_post p
JOIN authority t ON t.authority_id = p.authority_id
JOIN audit a ON a.authority_id = p.authority_id AND a.id = p.audit
JOIN enterprise e ON e.authority_id = p.authority_id AND e.id = a.enterprise
LEFT JOIN letter l ON l.authority_id = p.authority_id AND l.id = p.letter
LEFT JOIN incoming i ON i.authority_id = p.authority_id AND i.id = p.incoming
LEFT JOIN account w ON w.authority_id = p.authority_id AND w.id = coalesce(l.author, i.registered_by)
LEFT JOIN account r ON r.authority_id = p.authority_id AND r.id = coalesce(a.follow_up_lead, a.lead_auditor)
WHERE p.authority_id = tenant() AND p.id = :id
