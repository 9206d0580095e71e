-- requirements that have one of these codes, the oldest first
SELECT
	id, version, code, act, section, text, valid_from, valid_to
FROM requirement
WHERE authority_id = tenant() AND code = ANY (:codes::text[])
ORDER BY id
