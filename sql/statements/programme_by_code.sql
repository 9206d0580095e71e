-- the programme that has this code and version already
SELECT
	id, edition AS version, version AS row_version, code, title, year, method, national, themes, review_by,
	responsible, later_rounds, requirements, measure_points, questions
FROM programme
WHERE authority_id = tenant() AND code = :code AND edition = :version::bigint
