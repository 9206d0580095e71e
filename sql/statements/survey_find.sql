-- a survey by id, with its guide's questions
SELECT {survey_row}, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = :id
