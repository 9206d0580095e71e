-- how many lines of the ledger a list has
SELECT count(*) AS count
FROM reminder r
WHERE r.authority_id = tenant()
	AND (:audit::uuid IS NULL OR r.audit = :audit)
	AND (:deadline::uuid IS NULL OR r.deadline = :deadline)
	AND (:done::text IS NULL OR r.done = :done)
	AND (:action::text IS NULL OR r.action = :action)
