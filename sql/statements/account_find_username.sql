-- is the name taken?
SELECT id FROM account WHERE authority_id = tenant() AND lower(username) = lower(:username)
