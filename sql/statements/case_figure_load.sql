-- the newest of the enterprise's own figures of the case's measure points, told in letters of its follow-up
SELECT measure_point, period_from, period_to, numerator, denominator
FROM (SELECT f.measure_point, f.period_from, f.period_to, f.numerator, f.denominator,
		row_number() OVER (PARTITION BY f.measure_point ORDER BY f.period_from DESC) AS newest
	FROM audit a
	JOIN own_figure f ON f.authority_id = a.authority_id AND f.enterprise = a.enterprise
	WHERE a.authority_id = tenant() AND a.id = this_case() AND a.state IN ('follow_up', 'closed')
		AND f.measure_point IN (
			SELECT measure_point FROM demand WHERE authority_id = tenant() AND audit = this_case()
			UNION
			SELECT measure_point FROM observation WHERE authority_id = tenant() AND audit = this_case())
	) f
WHERE newest <= :most
ORDER BY measure_point, period_from
