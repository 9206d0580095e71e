-- the archive's number of a journal post, which was written then
UPDATE archive_post SET archive_number = :archive_number, written_at = coalesce(written_at, :now), fault = NULL,
	failed_at = NULL
WHERE authority_id = tenant() AND id = :id AND archive_number IS NULL
