-- the survey that the case is a part of: nobody ends it until the transaction does
SELECT {survey_row}, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = (
	SELECT a.survey FROM audit a WHERE a.authority_id = tenant() AND a.id = this_case())
FOR SHARE OF s
