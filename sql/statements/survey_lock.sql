-- a survey by id, held until the command is done
SELECT
	s.id, s.version, s.programme, s.title, s.method, s.due, s.introduction, s.lead_auditor, s.team, s.state,
	s.report, s.opened_by, s.opened_at, s.summed_up_at, s.closed_at, s.reason,
	(SELECT p.questions FROM programme p WHERE p.authority_id = s.authority_id AND p.id = s.programme) AS questions
FROM survey s
WHERE s.authority_id = tenant() AND s.id = :id
FOR NO KEY UPDATE
