-- how many letters a list has
SELECT count(*) AS count
FROM letter l
JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
WHERE l.authority_id = tenant()
	{letter_asked_for}
