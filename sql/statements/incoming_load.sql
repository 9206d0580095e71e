-- what has arrived in the case
SELECT
	id, audit, received_on, "from", text, attachments, answers, language, registered_by, registered_at
FROM incoming
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
