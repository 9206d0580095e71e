-- what each caseworker and leader has on the table
WITH led AS (
	SELECT CASE WHEN c.state = 'follow_up' THEN coalesce(c.follow_up_lead, c.lead_auditor)
			ELSE c.lead_auditor END AS account,
		(SELECT count(*) FROM breach b WHERE b.authority_id = tenant() AND b.audit = c.id
			AND b.state IN ('established', 'insufficient', 'reported')) AS open_breaches,
		(SELECT count(*) FROM deadline d WHERE d.authority_id = tenant() AND d.audit = c.id
			AND d.state = 'running' AND d.effective_due < :today) AS overdue
	FROM audit c
	WHERE c.authority_id = tenant() AND c.state NOT IN ('closed', 'cancelled')
), leads AS (
	SELECT account, count(*) AS leads, sum(open_breaches) AS open_breaches, sum(overdue) AS overdue
	FROM led
	GROUP BY account
), members AS (
	SELECT m.account, count(*) AS member_of
	FROM audit c, unnest(c.team) AS m (account)
	WHERE c.authority_id = tenant() AND c.state NOT IN ('closed', 'cancelled')
	GROUP BY m.account
)
SELECT p.id AS account, p.name,
	coalesce(l.leads, 0) AS leads, coalesce(m.member_of, 0) AS member_of,
	coalesce(l.open_breaches, 0)::bigint AS open_breaches, coalesce(l.overdue, 0)::bigint AS overdue
FROM account p
LEFT JOIN leads l ON l.account = p.id
LEFT JOIN members m ON m.account = p.id
WHERE p.authority_id = tenant() AND NOT p.disabled AND p.roles && ARRAY['caseworker', 'leader']
ORDER BY overdue DESC, leads DESC, p.id
