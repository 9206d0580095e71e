-- the demand as it now stands
INSERT INTO demand (
	authority_id, id, breach, audit, version, text, evidence_kind, measure_point, target,
	n_min, rounds, spacing_days)
VALUES (
	:authority, :id, :breach, :audit, :version, :text, :evidence_kind, :measure_point,
	:target, :n_min, :rounds, :spacing_days)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, text = EXCLUDED.text, evidence_kind = EXCLUDED.evidence_kind,
	measure_point = EXCLUDED.measure_point, target = EXCLUDED.target, n_min = EXCLUDED.n_min,
	rounds = EXCLUDED.rounds, spacing_days = EXCLUDED.spacing_days
