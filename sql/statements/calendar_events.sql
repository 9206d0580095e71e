-- the account's days: visits and deadlines of the cases they lead or are on the team of; what has ended
-- is told for two months more, so that it goes away from where it was read
WITH mine AS (
	SELECT a.id, a.case_number, a.state, a.version, a.visit_from, a.visit_to, a.closed_at, e.name
	FROM audit a
	JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
	WHERE a.authority_id = tenant() AND a.id = ANY (ARRAY(
		SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.lead_auditor = this_account()
		UNION ALL
		SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.follow_up_lead = this_account()
		UNION ALL
		SELECT audits_of_member(this_account())))
)
SELECT d.id, d.kind, d.due AS from, d.due AS to, d.version, d.state <> 'running' AS ended,
	m.case_number, m.name
FROM mine m
JOIN deadline d ON d.authority_id = tenant() AND d.audit = m.id
WHERE d.state = 'running' OR (d.state <> 'proposed' AND d.ended_on >= :today::date - 60)
UNION ALL
SELECT m.id, NULL, m.visit_from, coalesce(m.visit_to, m.visit_from), m.version, m.state = 'cancelled',
	m.case_number, m.name
FROM mine m
WHERE m.visit_from IS NOT NULL AND coalesce(m.visit_to, m.visit_from) >= :today::date - 60
ORDER BY 3, 1
LIMIT 5000
