-- the programme as it now stands; :version is the guide's own, null for the next one
INSERT INTO programme (
	authority_id, id, edition, version, code, title, year, method, national, themes,
	review_by, responsible, later_rounds, requirements, measure_points, questions)
VALUES (
	:authority, :id, :version, :row_version, :code, :title, :year, :method, :national, :themes,
	:review_by, :responsible, :later_rounds, :requirements, :measure_points, :questions)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, code = EXCLUDED.code, title = EXCLUDED.title,
	year = EXCLUDED.year, method = EXCLUDED.method, national = EXCLUDED.national,
	themes = EXCLUDED.themes, review_by = EXCLUDED.review_by, responsible = EXCLUDED.responsible,
	later_rounds = EXCLUDED.later_rounds, requirements = EXCLUDED.requirements,
	measure_points = EXCLUDED.measure_points, questions = EXCLUDED.questions
