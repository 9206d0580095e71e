-- the guide of a survey
SELECT
	p.id, p.edition AS version, p.version AS row_version, p.code, p.title, p.year, p.method, p.national, p.themes,
	p.review_by, p.responsible, p.later_rounds, p.requirements, p.measure_points, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = :id
