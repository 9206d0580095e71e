-- the requirements that a programme lists, in its order
SELECT
	r.id, r.version, r.code, r.act, r.section, r.text, r.valid_from, r.valid_to
FROM programme p
CROSS JOIN LATERAL unnest(p.requirements) WITH ORDINALITY AS listed (id, place)
JOIN requirement r ON r.authority_id = p.authority_id AND r.id = listed.id
WHERE p.authority_id = tenant() AND p.id = :id
ORDER BY listed.place
