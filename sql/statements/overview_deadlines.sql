-- what runs and is overdue, or falls due by a day; worst first
SELECT d.id AS deadline, d.audit, a.case_number, a.enterprise, e.name AS enterprise_name, d.breach,
	d.kind, d.due, d.effective_due, :today::date - d.effective_due AS days_overdue,
	CASE WHEN a.state = 'follow_up' THEN coalesce(a.follow_up_lead, a.lead_auditor)
		ELSE a.lead_auditor END AS lead_auditor,
	(SELECT p.name FROM account p WHERE p.authority_id = a.authority_id AND p.id = CASE
		WHEN a.state = 'follow_up' THEN coalesce(a.follow_up_lead, a.lead_auditor)
		ELSE a.lead_auditor END) AS lead_auditor_name, d.asked
FROM deadline d
JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
WHERE d.authority_id = tenant() AND d.state = 'running' AND d.effective_due <= :soon
ORDER BY d.effective_due, d.id
LIMIT 10000
