-- deadlines of all tenants that ran out in lawful silence
SELECT authority_id AS authority, id, due FROM deadlines_lapsing(:today, :most, :after, :after_authority, :after_id)
