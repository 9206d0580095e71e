-- a page of deadlines across cases by their date
SELECT page.*, e.name AS enterprise_name, p.name AS lead_auditor_name
FROM (
	SELECT
		d.id, d.audit, d.breach, d.letter, d."order", d.version, d.kind, d.state, d.due,
		d.effective_due, d.override, d.discussed_on, d.proposed_by_enterprise, d.asked,
		d.asked_on, d.asked_by, d.refused, d.granted, d.extended_count, d.successor,
		d.predecessor, d.received_on, d.ended_on, d.days_late, d.reason, d.policy,
		d.counted_from, d.counted_days, d.extended_days, d.running_since,
		d.rung, d.new_date, a.case_number,
		a.enterprise, d.due::text AS cursor_key,
		(SELECT b.title FROM breach b
			WHERE b.authority_id = d.authority_id AND b.id = d.breach) AS breach_title,
		CASE WHEN a.state = 'follow_up' THEN coalesce(a.follow_up_lead, a.lead_auditor)
			ELSE a.lead_auditor END AS lead_auditor
	FROM deadline d
	JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
	WHERE d.authority_id = tenant()
		{deadline_asked_for}
		AND (:after_key::text IS NULL
			OR (d.due, d.id) {after} (:after_key::date, :after_id))
	ORDER BY d.due{down}, d.id{down}
	LIMIT :fetch
) page
JOIN enterprise e ON e.authority_id = tenant() AND e.id = page.enterprise
LEFT JOIN account p ON p.authority_id = tenant() AND p.id = page.lead_auditor
ORDER BY page.due{down}, page.id{down}
