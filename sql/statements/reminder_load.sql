-- what became of the rungs of the case's deadlines
SELECT
	id, audit, deadline, letter, rung, action, recipient, done, reason, expected_on, done_on,
	days_late, new_date, at
FROM reminder
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
