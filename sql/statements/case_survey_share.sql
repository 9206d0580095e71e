-- the survey that the case is a part of: nobody ends it until the transaction does
SELECT
	s.id, s.version, s.programme, s.title, s.method, s.due, s.introduction, s.lead_auditor, s.team, s.state,
	s.report, s.opened_by, s.opened_at, s.summed_up_at, s.closed_at, s.reason, p.questions
FROM survey s
JOIN programme p ON p.authority_id = s.authority_id AND p.id = s.programme
WHERE s.authority_id = tenant() AND s.id = (
	SELECT a.survey FROM audit a WHERE a.authority_id = tenant() AND a.id = this_case())
FOR SHARE OF s
