-- how many there are
SELECT count(*) AS count FROM conflict WHERE authority_id = tenant()
