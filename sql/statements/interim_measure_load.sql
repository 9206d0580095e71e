-- the temporary protection in the case
SELECT
	id, breach, audit, version, text, due, confirmed_on, ended_on, none_needed_reason
FROM interim_measure
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
