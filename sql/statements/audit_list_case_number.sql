-- a page of audits by case number
SELECT page.*, e.name AS enterprise_name, l.name AS lead_auditor_name, f.name AS follow_up_lead_name
FROM (
	SELECT
		a.id, a.version, a.case_number, a.state, a.enterprise, a.programme, a.theme, a.method,
		a.requirements, a.measure_points, a.team, a.lead_auditor, a.follow_up_lead, a.visit_from,
		a.visit_to, a.owners, a.summary_meeting_date, a.no_meeting_reason, a.maturity_at_final,
		a.maturity_at_closure, a.safety_statement, a.imported, a.adopted_on, a.created_at,
		a.closed_at, a.next_due, a.case_number AS cursor_key, a.case_year, a.case_serial
	FROM audit a
	WHERE a.authority_id = tenant()
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
		AND (:after_key::text IS NULL
			OR (a.case_year, a.case_serial) {after} (split_part(:after_key, '/', 1)::bigint,
				split_part(:after_key, '/', 2)::bigint))
	ORDER BY a.case_year{down}, a.case_serial{down}
	LIMIT :fetch
) page
JOIN enterprise e ON e.authority_id = tenant() AND e.id = page.enterprise
LEFT JOIN account l ON l.authority_id = tenant() AND l.id = page.lead_auditor
LEFT JOIN account f ON f.authority_id = tenant() AND f.id = page.follow_up_lead
ORDER BY page.case_year{down}, page.case_serial{down}
