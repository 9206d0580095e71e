-- how each question was answered in the survey that the case is a part of, once it is summed up: for what its
-- final report tells of it, which is the kind asked for, or that of the letter asked for
SELECT x.question, x.yes, x.choice, x.number, count(*) AS count
FROM audit a
CROSS JOIN {answers_standing}
CROSS JOIN LATERAL jsonb_to_recordset(s.answers)
	AS x (question text, yes boolean, choice text, number double precision)
WHERE (:letter_kind::text = 'final_report'
		OR (SELECT l.kind FROM letter l WHERE l.authority_id = tenant() AND l.id = :id) = 'final_report')
	AND a.authority_id = tenant() AND a.state <> 'cancelled' AND a.survey = (
	SELECT s.id FROM survey s JOIN audit c ON c.authority_id = s.authority_id AND c.survey = s.id
	WHERE s.authority_id = tenant() AND c.id = this_case() AND c.state = 'drafting' AND s.state = 'summed_up')
GROUP BY 1, 2, 3, 4
ORDER BY 1, 4
