-- how many there are
SELECT count(*) AS count FROM account WHERE authority_id = tenant()
