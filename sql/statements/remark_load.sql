-- the remarks of the case
SELECT
	id, audit, kind, text, registered_by, registered_at
FROM remark
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
