-- a survey by id, held until the command is done
SELECT {survey_row},
	(SELECT p.questions FROM programme p WHERE p.authority_id = s.authority_id AND p.id = s.programme) AS questions
FROM survey s
WHERE s.authority_id = tenant() AND s.id = :id
FOR NO KEY UPDATE
