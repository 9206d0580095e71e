-- the weights that count
SELECT id, year, years_most, open_breach, repeated_breach, size, risk, made_by, made_at
FROM risk_weights
WHERE authority_id = tenant()
ORDER BY id DESC
LIMIT 1
