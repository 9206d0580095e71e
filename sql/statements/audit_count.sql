-- how many audits a list has
SELECT count(*) AS count
FROM audit a
WHERE a.authority_id = tenant()
	{audit_asked_for}
