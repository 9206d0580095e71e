-- the enterprise of this organisation number; else of this municipality and name, unless its number
-- is known to be another
SELECT id, name, municipality_number
FROM enterprise
WHERE authority_id = tenant() AND (org_number = :org_number
	OR (name_key = :name_key AND municipality_number IS NOT DISTINCT FROM :municipality_number
		AND (org_number IS NULL OR :org_number::text IS NULL)))
ORDER BY org_number = :org_number DESC NULLS LAST, id
LIMIT 1
