-- the deadlines of the case
SELECT
	id, audit, breach, letter, "order", version, kind, state, due, effective_due, override,
	discussed_on, proposed_by_enterprise, asked, asked_on, asked_by, refused, granted,
	extended_count, successor, predecessor, received_on, ended_on, days_late, reason, policy,
	counted_from, counted_days, extended_days, running_since, rung, new_date,
	next_rung_at
FROM deadline
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
