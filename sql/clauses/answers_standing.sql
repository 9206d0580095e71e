-- s: the answers that stand of the survey's part a, the last that came
LATERAL (SELECT s.number, s.received_on, s.days_late, s.reason, s.answers FROM answer_set s
	WHERE s.authority_id = a.authority_id AND s.audit = a.id
	ORDER BY s.number DESC LIMIT 1) s
