-- sessions that have ended by themselves
DELETE FROM session WHERE authority_id = tenant() AND expires_at <= :now
