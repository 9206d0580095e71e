-- how many there are
SELECT count(*) AS count FROM programme
WHERE authority_id = tenant()
	{programme_asked_for}
