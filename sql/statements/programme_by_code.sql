-- the programme that has this code and version already
SELECT {programme_row}
FROM programme
WHERE authority_id = tenant() AND code = :code AND edition = :version::bigint
