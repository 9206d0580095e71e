-- the orders of the case
SELECT
	id, audit, letter, issued_letter, withdrawn_letter, version, state, breaches,
	legal_ground, text, comment_due, compliance_date, announced_on, issued_on, urgent_reason,
	amount, period, "from", collected_on, decision, reason
FROM "order"
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
