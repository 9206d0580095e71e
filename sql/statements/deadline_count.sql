-- how many deadlines a list has
SELECT count(*) AS count
FROM deadline d
JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
WHERE d.authority_id = tenant()
	AND (:state::text IS NULL OR d.state = :state)
	AND (:kind::text IS NULL OR d.kind = :kind)
	AND (:overdue::boolean IS NULL
		OR (d.state = 'running' AND d.effective_due < :today) = :overdue)
	AND (:due_before::date IS NULL OR d.due < :due_before)
	AND (:lead::uuid IS NULL OR a.lead_auditor = :lead OR a.follow_up_lead = :lead)
	AND (:enterprise::uuid IS NULL OR a.enterprise = :enterprise)
	AND (:programme::uuid IS NULL OR a.programme = :programme)
