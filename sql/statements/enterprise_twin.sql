-- another enterprise with this organisation number
SELECT id
FROM enterprise
WHERE authority_id = tenant() AND org_number = :org_number AND id IS DISTINCT FROM :id::uuid
