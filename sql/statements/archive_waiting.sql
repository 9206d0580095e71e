-- journal posts of all tenants that the archive's connector has not been given; again: those that failed too
SELECT authority_id AS authority, id FROM archive_posts_waiting(100, :again)
