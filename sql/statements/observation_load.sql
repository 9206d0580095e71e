-- the review rounds of the case
SELECT
	id, breach, audit, measure_point, period_from, period_to, population, sample, compliant,
	hard_failures, sampling, seed, reviewed_by, evidence, registered_by, registered_at
FROM observation
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
