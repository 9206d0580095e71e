-- an enterprise by id, held until the command is done
SELECT {enterprise_row}
FROM enterprise
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
