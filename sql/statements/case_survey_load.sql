-- the survey that the case is a part of, or looks into in depth
SELECT {survey_row}, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = (SELECT coalesce(a.survey, part.survey)
	FROM audit a
	LEFT JOIN audit part ON part.authority_id = a.authority_id AND part.id = a.in_depth_of
	WHERE a.authority_id = tenant() AND a.id = this_case())
