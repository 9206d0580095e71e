-- how many letters a list has
SELECT count(*) AS count
FROM letter l
JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
WHERE l.authority_id = tenant()
	AND (:state::text IS NULL OR l.state = :state)
	AND (:kind::text IS NULL OR l.kind = :kind)
	AND (:overdue::boolean IS NULL OR (l.id = ANY (ARRAY(SELECT d.letter FROM deadline d
		WHERE d.authority_id = tenant() AND d.state = 'running' AND d.effective_due < :today
			AND d.letter IS NOT NULL))) = :overdue)
	AND (:due_before::date IS NULL OR l.id = ANY (ARRAY(SELECT d.letter FROM deadline d
		WHERE d.authority_id = tenant() AND d.state = 'running' AND d.due < :due_before)))
	AND (:lead::uuid IS NULL OR l.audit = ANY (ARRAY(
		SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.lead_auditor = :lead
		UNION ALL
		SELECT c.id FROM audit c WHERE c.authority_id = tenant() AND c.follow_up_lead = :lead)))
	AND (:enterprise::uuid IS NULL OR a.enterprise = :enterprise)
	AND (:programme::uuid IS NULL OR a.programme = :programme)
