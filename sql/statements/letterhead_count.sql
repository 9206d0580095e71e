-- how many there are
SELECT count(*) AS count FROM letterhead WHERE authority_id = tenant()
