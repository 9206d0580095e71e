-- the archive's number of a journal post
UPDATE archive_post SET archive_number = :archive_number
WHERE authority_id = tenant() AND id = :id AND written_at IS NOT NULL AND archive_number IS NULL
