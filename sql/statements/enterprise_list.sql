-- a page of enterprises in the order they were made
SELECT
	id, version, name, name_key, org_number, kind, municipality_number, language, email,
	address, management_name, management_title, parent_org_number, size, risk_score,
	paused_from, paused_to,
	id::text AS cursor_key
FROM enterprise
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
