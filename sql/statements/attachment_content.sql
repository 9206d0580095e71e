-- an attachment itself
SELECT name, media_type, size, sha256, content
FROM attachment
WHERE authority_id = tenant() AND id = :id
