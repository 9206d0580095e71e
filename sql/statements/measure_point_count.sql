-- how many there are
SELECT count(*) AS count FROM measure_point WHERE authority_id = tenant()
