-- a measure point, as it is read
id, version, code, text, process, critical_step, numerator, denominator, category, target,
hard, n_min, rounds, spacing_days
