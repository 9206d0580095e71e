-- a survey by id, that nobody ends until the transaction does
SELECT {survey_row}, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = :id
FOR SHARE OF s
