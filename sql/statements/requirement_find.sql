-- a requirement by id
SELECT
	id, version, code, act, section, text, valid_from, valid_to
FROM requirement
WHERE authority_id = tenant() AND id = :id
