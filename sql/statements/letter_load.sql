-- the letters of the case
SELECT
	id, audit, corrects, "order", version, kind, state, breaches, dates, fields, language,
	notice_of_order, subject, body, sha256, author, writers, approvals, letter_date,
	created_at, submitted_at, dispatched_at, arrived_on, recipient, archive_number, comment,
	withdrawn_reason
FROM letter
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
