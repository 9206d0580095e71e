-- a page of the ledger, as they were made
SELECT
	r.id, r.audit, r.deadline, r.letter, r.rung, r.action, r.recipient, r.done, r.reason,
	r.expected_on, r.done_on, r.days_late, r.new_date, r.at, a.case_number, a.enterprise, d.kind,
	d.due,
	(SELECT l.state FROM letter l
		WHERE l.authority_id = r.authority_id AND l.id = r.letter) AS letter_state,
	(SELECT max(c.occurred_on) FROM contact c
		WHERE c.authority_id = r.authority_id AND c.audit = r.audit
			AND c.occurred_on > d.effective_due) AS last_contact,
	(SELECT e.name FROM enterprise e
		WHERE e.authority_id = a.authority_id AND e.id = a.enterprise) AS enterprise_name,
	r.id::text AS cursor_key
FROM reminder r
JOIN deadline d ON d.authority_id = r.authority_id AND d.id = r.deadline
JOIN audit a ON a.authority_id = r.authority_id AND a.id = r.audit
WHERE r.authority_id = tenant()
	{reminder_asked_for}
	AND (:after_id::uuid IS NULL OR r.id {after} :after_id)
ORDER BY r.id{down}
LIMIT :fetch
