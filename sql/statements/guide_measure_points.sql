-- the measure points that a programme lists, in its order
SELECT
	r.id, r.version, r.code, r.text, r.process, r.critical_step, r.numerator,
	r.denominator, r.category, r.target, r.hard, r.n_min, r.rounds, r.spacing_days
FROM programme p
CROSS JOIN LATERAL unnest(p.measure_points) WITH ORDINALITY AS listed (id, place)
JOIN measure_point r ON r.authority_id = p.authority_id AND r.id = listed.id
WHERE p.authority_id = tenant() AND p.id = :id
ORDER BY listed.place
