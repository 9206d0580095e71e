-- guides of all tenants whose review draws near and that nobody was told of; :ahead is tilsyn's own
SELECT authority_id AS authority, id, due
FROM reviews_due(:today, :ahead, :most, :after, :after_authority, :after_id)
