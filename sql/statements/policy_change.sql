-- the next day from which another policy judges some case, where one begins or has ended; none: no row has a day
SELECT min(c.day) AS day
FROM (SELECT valid_from AS day FROM policy WHERE authority_id = tenant()
	UNION ALL
	SELECT valid_to + 1 FROM policy WHERE authority_id = tenant()) c
WHERE c.day > :today
