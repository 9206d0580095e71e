-- guides of all tenants whose review draws near and that nobody was told of; :ahead is tilsyn's own
SELECT authority_id AS authority, id FROM reviews_due(:today, :ahead, :most, :skip)
