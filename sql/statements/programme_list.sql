-- a page of programmes in the order they were made
SELECT
	id, edition AS version, version AS row_version, code, title, year, method, national, themes, review_by,
	responsible, later_rounds, requirements, measure_points, questions, id::text AS cursor_key
FROM programme
WHERE authority_id = tenant()
	AND (:code::text IS NULL OR code = :code)
	AND (:method::text IS NULL OR method = :method)
	AND (:review_before::date IS NULL OR (review_by < :review_before AND edition = (
		SELECT max(newest.edition) FROM programme newest
		WHERE newest.authority_id = tenant() AND newest.code = programme.code)))
	AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
