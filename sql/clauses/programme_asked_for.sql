-- which programmes a list was asked for
AND (:code::text IS NULL OR code = :code)
AND (:method::text IS NULL OR method = :method)
AND (:review_before::date IS NULL OR (review_by < :review_before AND edition = (
	SELECT max(newest.edition) FROM programme newest
	WHERE newest.authority_id = tenant() AND newest.code = programme.code)))
