-- a journal post and what is known of it, held until the command is done; its receipt may come before we
-- have told that it was written
SELECT letter, archive_number, receipt, receipt_reason FROM archive_post
WHERE authority_id = tenant() AND id = :id
FOR UPDATE
