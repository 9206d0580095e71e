-- a page of audits as they were made
SELECT page.*, e.name AS enterprise_name, l.name AS lead_auditor_name, f.name AS follow_up_lead_name
FROM (
	SELECT {audit_row}, a.created_at::text AS cursor_key
	FROM audit a
	WHERE a.authority_id = tenant()
		{audit_asked_for}
		AND (:after_key::text IS NULL
			OR (a.created_at, a.id) {after} (:after_key::timestamptz, :after_id))
	ORDER BY a.created_at{down}, a.id{down}
	LIMIT :fetch
) page
JOIN enterprise e ON e.authority_id = tenant() AND e.id = page.enterprise
LEFT JOIN account l ON l.authority_id = tenant() AND l.id = page.lead_auditor
LEFT JOIN account f ON f.authority_id = tenant() AND f.id = page.follow_up_lead
ORDER BY page.created_at{down}, page.id{down}
