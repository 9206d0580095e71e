-- a page of letters across cases as they were made
SELECT page.*, e.name AS enterprise_name, p.name AS author_name
FROM (
	SELECT
		l.id, l.audit, l.corrects, l."order", l.version, l.kind, l.state, l.breaches, l.dates,
		l.language, l.notice_of_order, l.subject, l.sha256, l.author, l.approvals, l.letter_date,
		l.created_at, l.submitted_at, l.dispatched_at, l.arrived_on, l.recipient,
		l.archive_number, l.comment, l.withdrawn_reason, l.exempt, m.state AS mail_state, m.recipient AS mail_recipient,
		m.answer AS mail_answer, m.ended_at AS mail_ended_at,
		CASE WHEN doc.content IS NOT NULL THEN 'made' WHEN doc.reason IS NOT NULL THEN 'failed'
			WHEN doc.letter IS NOT NULL THEN 'waiting' END AS document_state, doc.reason AS document_reason,
		l.answers, w.incoming AS written_off_by,
		w.written_off_on, archive_post_state(p) AS archive_state,
		coalesce(p.receipt_reason, p.fault) AS archive_reason,
		coalesce(p.receipt_at, p.written_at, p.failed_at, p.wanted_at) AS archive_at, a.case_number, a.enterprise,
		l.created_at::text AS cursor_key
	FROM letter l
	JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
	LEFT JOIN LATERAL (SELECT state, recipient, answer, ended_at FROM mail
		WHERE authority_id = tenant() AND letter = l.id
		ORDER BY id DESC LIMIT 1) AS m ON true
	LEFT JOIN write_off w ON w.authority_id = l.authority_id AND w.id = l.id
	LEFT JOIN document doc ON doc.authority_id = l.authority_id AND doc.letter = l.id
	LEFT JOIN archive_post p ON p.authority_id = l.authority_id AND p.id = l.id
	WHERE l.authority_id = tenant()
		{letter_asked_for}
		AND (:after_key::text IS NULL
			OR (l.created_at, l.id) {after} (:after_key::timestamptz, :after_id))
	ORDER BY l.created_at{down}, l.id{down}
	LIMIT :fetch
) page
JOIN enterprise e ON e.authority_id = tenant() AND e.id = page.enterprise
LEFT JOIN account p ON p.authority_id = tenant() AND p.id = page.author
ORDER BY page.created_at{down}, page.id{down}
