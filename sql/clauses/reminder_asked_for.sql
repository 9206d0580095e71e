-- which lines of the ledger a list was asked for
AND (:audit::uuid IS NULL OR r.audit = :audit)
AND (:deadline::uuid IS NULL OR r.deadline = :deadline)
AND (:done::text IS NULL OR r.done = :done)
AND (:action::text IS NULL OR r.action = :action)
