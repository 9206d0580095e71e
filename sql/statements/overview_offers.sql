-- steps that the rounds of breaches speak for and that nobody has taken yet, oldest first
SELECT b.id AS breach, b.title AS breach_title, a.id AS audit, a.case_number, a.enterprise,
	e.name AS enterprise_name, b.offered, b.offered_on, b.offered_rounds,
	coalesce(a.follow_up_lead, a.lead_auditor) AS lead_auditor, p.name AS lead_auditor_name
FROM breach b
JOIN audit a ON a.authority_id = b.authority_id AND a.id = b.audit
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
LEFT JOIN account p ON p.authority_id = a.authority_id AND p.id = coalesce(a.follow_up_lead, a.lead_auditor)
WHERE b.authority_id = tenant() AND b.offered IS NOT NULL
ORDER BY b.offered_on, b.id
LIMIT 10000
