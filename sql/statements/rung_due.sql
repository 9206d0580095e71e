-- deadlines of all tenants whose next rung has come
SELECT authority_id AS authority, id, due FROM rungs_due(:now, :most, :after, :after_authority, :after_id)
