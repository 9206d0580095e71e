-- the answers of the case, the last of which stand
SELECT
	id, audit, number, received_on, days_late, reason, answers, registered_by, registered_at
FROM answer_set
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY number
