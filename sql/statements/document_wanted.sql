-- letters of all tenants that are dispatched and not on paper yet
SELECT authority_id AS authority, letter AS id, due
FROM documents_wanted(:now, :most, :after, :after_authority, :after_id)
