-- a page of a survey's parts in the order they were made; all, or those whose standing answers are such
SELECT {survey_part_row}, a.id::text AS cursor_key
FROM audit a
{survey_part_joins}
LEFT JOIN {answers_standing} ON true
LEFT JOIN {selection_standing} ON true
WHERE a.authority_id = tenant() AND a.survey = :survey AND (:after_id::uuid IS NULL OR a.id > :after_id)
	{survey_part_asked_for}
ORDER BY a.id
LIMIT :fetch
