-- the letters of the case, and what became of the newest mail that carries each
SELECT
	l.id, l.audit, l.corrects, l."order", l.version, l.kind, l.state, l.breaches, l.dates,
	l.fields, l.language, l.notice_of_order, l.subject, l.body, l.sha256, l.author, l.writers,
	l.approvals, l.letter_date, l.created_at, l.submitted_at, l.dispatched_at, l.arrived_on,
	l.recipient, l.archive_number, l.comment, l.withdrawn_reason, m.state AS mail_state,
	m.recipient AS mail_recipient, m.answer AS mail_answer, m.ended_at AS mail_ended_at,
	CASE WHEN doc.content IS NOT NULL THEN 'made' WHEN doc.reason IS NOT NULL THEN 'failed'
		WHEN doc.letter IS NOT NULL THEN 'waiting' END AS document_state, doc.reason AS document_reason,
	l.their_reference, l.exempt, l.language_reason, l.template_version, l.edited_by, l.edited_at, l.answers, l.reminds,
	w.incoming AS written_off_by, w.written_off_on, archive_post_state(p) AS archive_state,
	coalesce(p.receipt_reason, p.fault) AS archive_reason,
	coalesce(p.receipt_at, p.written_at, p.failed_at, p.wanted_at) AS archive_at,
	-- wording_awaits, but part of the plan
	CASE WHEN l.template_version = 0 THEN
		NOT EXISTS (SELECT FROM letter_template t
			WHERE t.authority_id = tenant() AND t.kind = l.kind AND t.state = 'draft')
		OR EXISTS (SELECT FROM letter_template t
			WHERE t.authority_id = tenant() AND t.kind = l.kind AND t.state = 'approved')
		ELSE EXISTS (SELECT FROM letter_template t WHERE t.authority_id = tenant()
			AND t.kind = l.kind AND t.edition = l.template_version AND t.state = 'approved') END
		AS template_approved
FROM letter l
LEFT JOIN LATERAL (SELECT state, recipient, answer, ended_at FROM mail
	WHERE authority_id = tenant() AND letter = l.id
	ORDER BY id DESC LIMIT 1) AS m ON true
LEFT JOIN write_off w ON w.authority_id = l.authority_id AND w.id = l.id
LEFT JOIN document doc ON doc.authority_id = l.authority_id AND doc.letter = l.id
LEFT JOIN archive_post p ON p.authority_id = l.authority_id AND p.id = l.id
WHERE l.authority_id = tenant() AND l.audit = this_case()
ORDER BY l.id
