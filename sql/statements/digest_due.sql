-- tenants whose hours have begun and whose morning has not been seen to
SELECT authority_id AS authority FROM digests_due(:today, :now, :send_from)
