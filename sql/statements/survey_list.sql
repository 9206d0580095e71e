-- a page of surveys in the order they were opened
SELECT {survey_row}, p.questions, s.id::text AS cursor_key
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND (:after_id::uuid IS NULL OR s.id > :after_id)
ORDER BY s.id
LIMIT :fetch
