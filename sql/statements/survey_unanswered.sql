-- a survey's parts that have not answered
SELECT {survey_part_row}
FROM audit a
{survey_part_joins}
LEFT JOIN {answers_standing} ON true
LEFT JOIN {selection_standing} ON true
WHERE a.authority_id = tenant() AND a.survey = :id AND a.state <> 'cancelled' AND s.number IS NULL
ORDER BY a.id
