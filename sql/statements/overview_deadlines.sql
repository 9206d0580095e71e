-- what runs and is overdue, or falls due by a day; worst first
SELECT d.id AS deadline, d.audit, a.case_number, a.enterprise, e.name AS enterprise_name, d.breach,
	(SELECT b.title FROM breach b
		WHERE b.authority_id = d.authority_id AND b.id = d.breach) AS breach_title,
	d.kind, d.due, d.effective_due, :today::date - d.effective_due AS days_overdue,
	CASE WHEN a.state = 'follow_up' THEN coalesce(a.follow_up_lead, a.lead_auditor)
		ELSE a.lead_auditor END AS lead_auditor,
	(SELECT p.name FROM account p WHERE p.authority_id = a.authority_id AND p.id = CASE
		WHEN a.state = 'follow_up' THEN coalesce(a.follow_up_lead, a.lead_auditor)
		ELSE a.lead_auditor END) AS lead_auditor_name, d.asked, d.rung,
	r.done AS rung_done, d.new_date,
	(SELECT l.state FROM letter l
		WHERE l.authority_id = r.authority_id AND l.id = r.letter) AS letter_state,
	(SELECT max(c.occurred_on) FROM contact c
		WHERE c.authority_id = d.authority_id AND c.audit = d.audit
			AND c.occurred_on > d.effective_due) AS last_contact
FROM deadline d
LEFT JOIN reminder r ON r.authority_id = d.authority_id AND r.deadline = d.id AND r.rung = d.rung
JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
WHERE d.authority_id = tenant() AND d.state = 'running' AND d.effective_due <= :soon
ORDER BY d.effective_due, d.id
LIMIT 10000
