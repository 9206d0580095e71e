-- how many there are
SELECT count(*) AS count FROM requirement WHERE authority_id = tenant()
