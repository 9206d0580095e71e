-- what each caseworker and leader has on the table
SELECT p.id AS account, p.name,
	count(*) FILTER (WHERE a.leads) AS leads,
	count(*) FILTER (WHERE a.member) AS member_of,
	coalesce(sum(a.open_breaches) FILTER (WHERE a.leads), 0)::bigint AS open_breaches,
	coalesce(sum(a.overdue) FILTER (WHERE a.leads), 0)::bigint AS overdue
FROM account p
LEFT JOIN LATERAL (
	SELECT p.id = CASE WHEN c.state = 'follow_up' THEN coalesce(c.follow_up_lead, c.lead_auditor)
			ELSE c.lead_auditor END AS leads,
		p.id = ANY (c.team) AS member,
		(SELECT count(*) FROM breach b WHERE b.authority_id = tenant() AND b.audit = c.id
			AND b.state IN ('established', 'insufficient', 'reported')) AS open_breaches,
		(SELECT count(*) FROM deadline d WHERE d.authority_id = tenant() AND d.audit = c.id
			AND d.state = 'running' AND d.effective_due < :today) AS overdue
	FROM audit c
	WHERE c.authority_id = tenant() AND c.state NOT IN ('closed', 'cancelled')
		AND (c.lead_auditor = p.id OR c.follow_up_lead = p.id OR p.id = ANY (c.team))
) a ON true
WHERE p.authority_id = tenant() AND NOT p.disabled AND p.roles && ARRAY['caseworker', 'leader']
GROUP BY p.id, p.name
ORDER BY overdue DESC, leads DESC, p.id
