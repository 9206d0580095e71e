-- the selections of the case, the last of which stands
SELECT
	id, audit, withdrawn, reason, registered_by, registered_at
FROM selection
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY registered_at, id
