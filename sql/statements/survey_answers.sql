-- parts of a survey with the answers that stand; what is beyond so many bytes is told of and left out
SELECT p.audit, p.case_number, p.enterprise_name, p.enterprise, p.number, p.received_on, p.reason, p.bytes > :most AS beyond,
	CASE WHEN p.bytes <= :most THEN p.answers END AS answers
FROM (
	SELECT a.id AS audit, a.case_number, a.case_year, a.case_serial, e.name AS enterprise_name, a.enterprise,
		s.number, s.received_on, s.reason, s.answers,
		coalesce(sum(octet_length(s.answers::text)) OVER (ORDER BY a.case_year, a.case_serial), 0) AS bytes
	FROM audit a
	JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
	LEFT JOIN {answers_standing} ON true
	WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled'
		AND (:after::text IS NULL OR (a.case_year, a.case_serial)
			> (split_part(:after, '/', 1)::bigint, split_part(:after, '/', 2)::bigint))
	ORDER BY a.case_year, a.case_serial
	LIMIT :limit) p
ORDER BY p.case_year, p.case_serial
