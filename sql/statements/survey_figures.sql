-- how many parts a survey has, and how far they have come
SELECT count(*) AS enterprises, count(s.number) AS answered, count(*) FILTER (WHERE s.days_late > 0) AS late,
	count(*) FILTER (WHERE NOT c.withdrawn) AS selected
FROM audit a
LEFT JOIN {answers_standing} ON true
LEFT JOIN {selection_standing} ON true
WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled'
