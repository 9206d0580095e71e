-- a journal post that has no number yet, held until the command is done
SELECT letter FROM archive_post
WHERE authority_id = tenant() AND id = :id AND written_at IS NOT NULL AND archive_number IS NULL
FOR UPDATE
