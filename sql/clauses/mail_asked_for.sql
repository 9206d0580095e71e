-- which rows of the outbox a list was asked for
AND (:state::text IS NULL OR m.state = :state)
AND (:kind::text IS NULL OR m.kind = :kind)
AND (:audit::uuid IS NULL OR m.audit = :audit)
