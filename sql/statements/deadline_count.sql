-- how many deadlines a list has
SELECT count(*) AS count
FROM deadline d
JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
WHERE d.authority_id = tenant()
	{deadline_asked_for}
