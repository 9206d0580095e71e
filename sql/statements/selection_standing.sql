-- the survey's part that an audit in depth is to be made of, and whether it is selected
SELECT a.enterprise, s.state AS survey_state, coalesce(NOT c.withdrawn, false) AS selected,
	EXISTS (SELECT FROM audit i WHERE i.authority_id = a.authority_id AND i.in_depth_of = a.id
		AND i.state <> 'cancelled') AS taken
FROM audit a
JOIN survey s ON s.authority_id = a.authority_id AND s.id = a.survey
LEFT JOIN {selection_standing} ON true
WHERE a.authority_id = tenant() AND a.id = :in_depth_of
FOR SHARE OF s
