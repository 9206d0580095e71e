-- the codes of these requirements, or of those a programme lists
SELECT r.code
FROM unnest(coalesce(:ids::uuid[], (SELECT p.requirements FROM programme p
	WHERE p.authority_id = tenant() AND p.id = :base::uuid))) AS listed (id)
JOIN requirement r ON r.authority_id = tenant() AND r.id = listed.id
