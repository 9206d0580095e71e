-- how many parts a survey has
SELECT count(*) AS count FROM audit WHERE authority_id = tenant() AND survey = :survey
