-- a programme by id, held until the command is done
SELECT {programme_row}
FROM programme
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
