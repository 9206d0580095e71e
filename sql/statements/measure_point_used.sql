-- whether an audit, a demand or a round rests on this measure point: then its rule stands
SELECT true AS used WHERE measure_point_used(tenant(), :id)
