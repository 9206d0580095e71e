-- whether an audit rests on this programme: then it is a new edition rather than an edit
SELECT true AS used WHERE programme_used(tenant(), :id)
