-- an enterprise's own figures of a measure point, in the order of time
SELECT period_from, period_to, numerator, denominator
FROM own_figure
WHERE authority_id = tenant() AND measure_point = :measure_point AND enterprise = :enterprise
ORDER BY period_from
