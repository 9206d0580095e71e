-- every part of a survey, with the answers that stand
SELECT a.id AS audit, a.case_number, e.name AS enterprise_name, a.enterprise, s.number, s.received_on, s.reason, s.answers
FROM audit a
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
LEFT JOIN LATERAL (SELECT s.number, s.received_on, s.reason, s.answers FROM answer_set s
	WHERE s.authority_id = a.authority_id AND s.audit = a.id
	ORDER BY s.number DESC LIMIT 1) s ON true
WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled'
ORDER BY a.case_serial, a.id
