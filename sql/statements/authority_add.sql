-- a new tenant and the beginning of its log; the transaction must be set to it
WITH made AS (
	INSERT INTO authority (authority_id, code, name, "national", language, created_at)
	VALUES (:authority, :code, :name, :national, :language, :created_at)
)
INSERT INTO log_head (authority_id) VALUES (:authority)
