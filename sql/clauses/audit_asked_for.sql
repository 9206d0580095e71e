-- which audits a list was asked for
AND (:state::text IS NULL OR a.state = :state)
AND (:overdue::boolean IS NULL OR (a.next_due < :today) = :overdue)
AND (:due_before::date IS NULL OR a.next_due < :due_before)
AND (:lead::uuid IS NULL OR a.id = ANY (ARRAY(
	SELECT l.id FROM audit l WHERE l.authority_id = tenant() AND l.lead_auditor = :lead
	UNION ALL
	SELECT l.id FROM audit l WHERE l.authority_id = tenant() AND l.follow_up_lead = :lead)))
AND (:member::uuid IS NULL OR a.id = ANY (ARRAY(SELECT audits_of_member(:member))))
AND (:enterprise::uuid IS NULL OR a.enterprise = :enterprise)
AND (:programme::uuid IS NULL OR a.programme = :programme)
AND (:method::text IS NULL OR a.method = :method)
AND (:case_number::text IS NULL OR a.case_number = :case_number)
AND (:q::text IS NULL OR a.id = ANY (ARRAY(SELECT audits_about(:q))))
AND (:severity::text IS NULL OR :severity = ANY (a.severities))
