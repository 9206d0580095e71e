-- what the log of the case tells of its extensions: asked for, granted and refused, with the
-- deadlines set and the letters drafted by the same command
SELECT e.subject_kind, e.subject, e.event, e.at, e.account, e.occurred_on,
	e.data::jsonb -> 'asked' ->> 'asked' AS asked, e.data::jsonb -> 'asked' ->> 'asked_by' AS asked_by,
	e.data::jsonb -> 'asked' ->> 'due' AS due, e.data::jsonb -> 'asked' ->> 'reason' AS reason
FROM event e
WHERE e.authority_id = tenant() AND e.audit = this_case()
	AND e.at IN (SELECT step.at FROM event step
		WHERE step.authority_id = tenant() AND step.audit = this_case()
			AND step.subject_kind = 'deadline'
			AND step.event IN ('ask_extension', 'extend', 'refuse_extension'))
	AND e.subject_kind IN ('deadline', 'letter')
ORDER BY e.id
