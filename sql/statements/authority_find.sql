-- the tenant of the transaction
SELECT authority_id AS id, code, name, "national", language
FROM authority
WHERE authority_id = tenant()
