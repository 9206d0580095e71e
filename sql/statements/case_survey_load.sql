-- the survey that the case is a part of, or looks into in depth
SELECT
	s.id, s.version, s.programme, s.title, s.method, s.due, s.introduction, s.lead_auditor, s.team, s.state,
	s.report, s.opened_by, s.opened_at, s.summed_up_at, s.closed_at, s.reason, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = (SELECT coalesce(a.survey, part.survey)
	FROM audit a
	LEFT JOIN audit part ON part.authority_id = a.authority_id AND part.id = a.in_depth_of
	WHERE a.authority_id = tenant() AND a.id = this_case())
