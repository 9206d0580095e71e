-- weights, which are never changed
INSERT INTO risk_weights (
	authority_id, id, year, years_most, open_breach, repeated_breach, size, risk, made_by, made_at)
VALUES (
	:authority, :id, :year, :years_most, :open_breach, :repeated_breach, :size, :risk, :made_by, :made_at)
