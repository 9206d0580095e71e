-- this morning is seen to, once
INSERT INTO digest (authority_id, day) VALUES (:authority, :today) ON CONFLICT DO NOTHING
