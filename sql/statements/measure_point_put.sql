-- the measure point as it now stands
INSERT INTO measure_point (
	authority_id, id, version, code, text, process, critical_step, numerator, denominator,
	category, target, hard, n_min, rounds, spacing_days)
VALUES (
	:authority, :id, :version, :code, :text, :process, :critical_step, :numerator,
	:denominator, :category, :target, :hard, :n_min, :rounds, :spacing_days)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, code = EXCLUDED.code, text = EXCLUDED.text,
	process = EXCLUDED.process, critical_step = EXCLUDED.critical_step,
	numerator = EXCLUDED.numerator, denominator = EXCLUDED.denominator,
	category = EXCLUDED.category, target = EXCLUDED.target, hard = EXCLUDED.hard,
	n_min = EXCLUDED.n_min, rounds = EXCLUDED.rounds, spacing_days = EXCLUDED.spacing_days
