-- tenants whose morning has not been seen to
SELECT authority_id AS authority FROM digests_due(:today)
