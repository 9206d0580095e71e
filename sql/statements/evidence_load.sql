-- what has been received that shows a fact
SELECT
	id, breach, audit, kind, received_on, description, source, attachment, incoming,
	registered_by, registered_at
FROM evidence
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
