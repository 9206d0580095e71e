-- the calls, meetings and messages of the case
SELECT
	id, audit, kind, occurred_on, text, registered_by, registered_at
FROM contact
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
