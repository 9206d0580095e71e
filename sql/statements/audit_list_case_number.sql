-- a page of audits by case number
SELECT page.*, e.name AS enterprise_name, l.name AS lead_auditor_name, f.name AS follow_up_lead_name
FROM (
	SELECT {audit_row}, a.case_number AS cursor_key, a.case_year, a.case_serial
	FROM audit a
	WHERE a.authority_id = tenant()
		{audit_asked_for}
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
