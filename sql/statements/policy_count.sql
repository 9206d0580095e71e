-- how many there are
SELECT count(*) AS count FROM policy WHERE authority_id = tenant()
