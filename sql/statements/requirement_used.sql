-- whether an audit or a breach rests on this requirement: then it stays the law it is
SELECT true AS used WHERE requirement_used(tenant(), :id)
