-- the breaches of the case
SELECT
	id, audit, version, state, kind, title, facts, owner, consequence, requirements,
	failed_duty, quality, severity, complexity, urgent, no_practice_demand_reason,
	no_management_demand_reason, not_measurable_reason, no_interim_measure_reason,
	established_on, corrected_on, dropped_reason, counts_from, excused_practice,
	excused_management, offered, offered_on, offered_rounds, registered_at
FROM breach
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
