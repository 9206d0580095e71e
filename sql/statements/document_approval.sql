-- who approved a letter, and when, in their order
SELECT w.name, (r.approved_at AT TIME ZONE 'Europe/Oslo')::date AS approved_on
FROM letter l
CROSS JOIN jsonb_to_recordset(l.approvals) AS r (account uuid, approved_at timestamptz)
JOIN account w ON w.authority_id = l.authority_id AND w.id = r.account
WHERE l.authority_id = tenant() AND l.id = :id
ORDER BY r.approved_at, w.name
