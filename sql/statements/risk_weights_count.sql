-- how many there are
SELECT count(*) AS count FROM risk_weights WHERE authority_id = tenant()
