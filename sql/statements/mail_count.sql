-- how many rows a page of the outbox is from
SELECT count(*) AS count
FROM mail m
WHERE m.authority_id = tenant()
	AND (:state::text IS NULL OR m.state = :state)
	AND (:kind::text IS NULL OR m.kind = :kind)
	AND (:audit::uuid IS NULL OR m.audit = :audit)
