-- an attachment itself: only columns that read the same in binary
SELECT name, media_type, content
FROM attachment
WHERE authority_id = tenant() AND id = :id
