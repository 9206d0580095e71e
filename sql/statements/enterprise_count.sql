-- how many there are
SELECT count(*) AS count FROM enterprise WHERE authority_id = tenant()
