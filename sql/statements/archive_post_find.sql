-- a journal post, its case and the other party, as the archive is told of them; then those that were told
-- before and that it writes off
SELECT p.id, p.letter,
	to_char(p.wanted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at,
	a.id AS case_id, a.case_number, a.theme || ' – ' || e.name AS case_title,
	to_char(a.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS case_at,
	a.state IN ('closed', 'cancelled') AS ended, t.name AS unit,
	coalesce(w.name, t.name) AS author, coalesce(r.name, t.name) AS responsible,
	coalesce(l.subject, CASE WHEN i.answers = '{}' THEN 'Brev ' ELSE 'Svar ' END
		|| CASE WHEN t.language = 'nn' THEN 'frå ' ELSE 'fra ' END || i."from") AS title,
	coalesce(l.letter_date, i.received_on)::text AS date, coalesce(l.exempt, i.exempt) AS exempt,
	coalesce(i."from", e.name) AS party, e.address AS party_address, e.email AS party_email, i.text,
	array_to_string(coalesce(l.answers, ARRAY(SELECT s.id FROM letter s WHERE s.authority_id = tenant()
		AND s.id = ANY (i.answers || i.writes_off) ORDER BY s.id)), ' ') AS answers,
	(SELECT min(d.due) FROM deadline d
		WHERE d.authority_id = tenant() AND d.audit = p.audit AND d.letter = l.id)::text AS due,
	CASE WHEN o.id = o.letter THEN o.incoming ELSE o.letter END AS written_off_by,
	o.written_off_on::text AS written_off_on, coalesce(x.name, t.name) AS written_off_account
FROM (SELECT :id::uuid AS id
	UNION ALL
	SELECT id FROM write_off WHERE authority_id = tenant() AND letter = :id AND id <> :id
	UNION ALL
	SELECT id FROM write_off WHERE authority_id = tenant() AND incoming = :id AND id <> :id) AS wanted
JOIN archive_post p ON p.authority_id = tenant() AND p.id = wanted.id
JOIN authority t ON t.authority_id = p.authority_id
JOIN audit a ON a.authority_id = p.authority_id AND a.id = p.audit
JOIN enterprise e ON e.authority_id = p.authority_id AND e.id = a.enterprise
LEFT JOIN letter l ON l.authority_id = p.authority_id AND l.id = p.letter
LEFT JOIN incoming i ON i.authority_id = p.authority_id AND i.id = p.incoming
LEFT JOIN account w ON w.authority_id = p.authority_id AND w.id = coalesce(l.author, i.registered_by)
LEFT JOIN account r ON r.authority_id = p.authority_id AND r.id = coalesce(a.follow_up_lead, a.lead_auditor)
LEFT JOIN write_off o ON o.authority_id = p.authority_id AND o.id = p.id
LEFT JOIN account x ON x.authority_id = p.authority_id AND x.id = o.account
WHERE p.id = :id OR p.written_at IS NOT NULL
ORDER BY p.id <> :id, p.id
