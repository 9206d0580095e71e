-- how many parts a survey has, and how far they have come
SELECT count(*) AS enterprises, count(s.number) AS answered, count(*) FILTER (WHERE s.days_late > 0) AS late,
	count(*) FILTER (WHERE NOT c.withdrawn) AS selected
FROM audit a
LEFT JOIN LATERAL (SELECT s.number, s.days_late FROM answer_set s
	WHERE s.authority_id = a.authority_id AND s.audit = a.id
	ORDER BY s.number DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT c.withdrawn FROM selection c
	WHERE c.authority_id = a.authority_id AND c.audit = a.id
	ORDER BY c.registered_at DESC, c.id DESC LIMIT 1) c ON true
WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled'
