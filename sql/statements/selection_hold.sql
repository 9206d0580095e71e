-- the survey's part has one at a time who selects it or makes an audit in depth of it; its own statement,
-- so that the next sees what whoever had it has done
SELECT id FROM audit WHERE authority_id = tenant() AND id = :in_depth_of FOR NO KEY UPDATE
