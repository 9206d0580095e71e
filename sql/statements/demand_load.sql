-- what the enterprise is asked to show
SELECT
	id, breach, audit, version, text, evidence_kind, measure_point, target, n_min, rounds,
	spacing_days
FROM demand
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
