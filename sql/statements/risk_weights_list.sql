-- a page of weights in the order they were made
SELECT id, year, years_most, open_breach, repeated_breach, size, risk, made_by, made_at,
	id::text AS cursor_key
FROM risk_weights
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
