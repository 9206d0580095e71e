-- a logout
DELETE FROM session WHERE authority_id = tenant() AND id = :id
