-- what was changed when, as it stands beside those figures
SELECT n.measure_point, n.date, n.text, n.new_phase
FROM audit a
JOIN own_note n ON n.authority_id = a.authority_id AND n.enterprise = a.enterprise
WHERE a.authority_id = tenant() AND a.id = this_case() AND a.state IN ('follow_up', 'closed')
	AND n.measure_point IN (
		SELECT measure_point FROM demand WHERE authority_id = tenant() AND audit = this_case()
		UNION
		SELECT measure_point FROM observation WHERE authority_id = tenant() AND audit = this_case())
ORDER BY n.measure_point, n.date, n.text
