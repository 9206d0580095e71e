-- a journal post that has no number yet, held until the command is done; its receipt may come before we
-- have told that it was written
SELECT letter FROM archive_post
WHERE authority_id = tenant() AND id = :id AND archive_number IS NULL
FOR UPDATE
