-- which deadlines a list was asked for, each in its audit
AND (:state::text IS NULL OR d.state = :state)
AND (:kind::text IS NULL OR d.kind = :kind)
AND (:overdue::boolean IS NULL
	OR (d.state = 'running' AND d.effective_due < :today AND d.due < :today) = :overdue)
AND (:due_before::date IS NULL OR d.due < :due_before)
AND (:lead::uuid IS NULL OR d.audit = ANY (ARRAY(
	SELECT l.id FROM audit l WHERE l.authority_id = tenant() AND l.lead_auditor = :lead
	UNION ALL
	SELECT l.id FROM audit l WHERE l.authority_id = tenant() AND l.follow_up_lead = :lead)))
AND (:enterprise::uuid IS NULL OR a.enterprise = :enterprise)
AND (:programme::uuid IS NULL OR a.programme = :programme)
