-- deadlines of all tenants that ran out in lawful silence
SELECT authority_id AS authority, id FROM deadlines_lapsing(:today, :most, :skip)
