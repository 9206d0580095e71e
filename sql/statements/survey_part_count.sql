-- how many parts a survey has; all, or those whose standing answers are such
SELECT count(*) AS count
FROM audit a
LEFT JOIN {answers_standing} ON true
LEFT JOIN {selection_standing} ON true
WHERE a.authority_id = tenant() AND a.survey = :survey
	{survey_part_asked_for}
