-- how many surveys there are
SELECT count(*) AS count FROM survey WHERE authority_id = tenant()
