-- a page of audits by the earliest date that runs in them
SELECT page.*, e.name AS enterprise_name, l.name AS lead_auditor_name, f.name AS follow_up_lead_name
FROM (
	SELECT {audit_row}, a.next_due::text AS cursor_key
	FROM audit a
	WHERE a.authority_id = tenant()
		{audit_asked_for}
		AND (:after_key::text IS NULL
			OR (a.next_due, a.id) {after} (:after_key::date, :after_id))
	ORDER BY a.next_due{down}, a.id{down}
	LIMIT :fetch
) page
JOIN enterprise e ON e.authority_id = tenant() AND e.id = page.enterprise
LEFT JOIN account l ON l.authority_id = tenant() AND l.id = page.lead_auditor
LEFT JOIN account f ON f.authority_id = tenant() AND f.id = page.follow_up_lead
ORDER BY page.next_due{down}, page.id{down}
