-- an enterprise by id
SELECT {enterprise_row}
FROM enterprise
WHERE authority_id = tenant() AND id = :id
