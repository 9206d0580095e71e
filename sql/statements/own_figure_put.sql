-- figures of a series: lists side by side; a period that stands gets the new counts
INSERT INTO own_figure (
	authority_id, measure_point, enterprise, period_from, period_to, numerator, denominator,
	registered_by, registered_at)
SELECT :authority, :measure_point, :enterprise, f.period_from, f.period_to, f.numerator,
	f.denominator, :account, :now
FROM unnest(:periods_from::date[], :periods_to::date[], :numerators::bigint[],
	:denominators::bigint[]) AS f (period_from, period_to, numerator, denominator)
ON CONFLICT (authority_id, measure_point, enterprise, period_from) DO UPDATE
SET numerator = excluded.numerator, denominator = excluded.denominator,
	registered_by = excluded.registered_by, registered_at = excluded.registered_at
