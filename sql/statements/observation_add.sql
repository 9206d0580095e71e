-- a review round
INSERT INTO observation (
	authority_id, id, breach, audit, measure_point, period_from, period_to, population,
	sample, compliant, hard_failures, sampling, seed, reviewed_by, evidence, registered_by,
	registered_at)
VALUES (
	:authority, :id, :breach, :audit, :measure_point, :period_from, :period_to, :population,
	:sample, :compliant, :hard_failures, :sampling, :seed, :reviewed_by, :evidence,
	:registered_by, :registered_at)
