-- what has arrived in the case
SELECT
	i.id, i.audit, i.received_on, i."from", i.text, i.attachments, i.answers, i.language, i.exempt, i.writes_off,
	w.letter AS written_off_by, w.written_off_on, archive_post_state(p) AS archive_state,
	coalesce(p.receipt_reason, p.fault) AS archive_reason,
	coalesce(p.receipt_at, p.written_at, p.failed_at, p.wanted_at) AS archive_at,
	p.archive_number, i.their_reference, i.registered_by, i.registered_at
FROM incoming i
LEFT JOIN write_off w ON w.authority_id = i.authority_id AND w.id = i.id
LEFT JOIN archive_post p ON p.authority_id = i.authority_id AND p.id = i.id
WHERE i.authority_id = tenant() AND i.audit = this_case()
ORDER BY i.id
