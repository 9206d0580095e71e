-- how many templates there are
SELECT count(*) AS count FROM letter_template WHERE authority_id = tenant()
