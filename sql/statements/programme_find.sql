-- a programme by id
SELECT {programme_row}
FROM programme
WHERE authority_id = tenant() AND id = :id
