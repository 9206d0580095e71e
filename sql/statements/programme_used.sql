-- an audit that rests on this programme: then it is a new edition rather than an edit
SELECT id FROM audit WHERE authority_id = tenant() AND programme = :id::uuid LIMIT 1
