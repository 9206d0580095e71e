-- how many of a survey's parts answered each question how, by the answers that stand
SELECT x.question, x.yes, x.choice, x.number, count(*) AS count
FROM audit a
CROSS JOIN {answers_standing}
CROSS JOIN LATERAL jsonb_to_recordset(s.answers)
	AS x (question text, yes boolean, choice text, number double precision)
WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled'
GROUP BY 1, 2, 3, 4
ORDER BY 1, 4
