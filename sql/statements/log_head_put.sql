-- the authority's own chain has a new head
UPDATE log_head SET log_hash = :log_hash WHERE authority_id = tenant()
