-- deadlines of all tenants whose next rung has come
SELECT authority_id AS authority, id FROM rungs_due(:now, :most, :skip)
