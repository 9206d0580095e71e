-- the archive's connector has the journal post
UPDATE archive_post SET written_at = :now, fault = NULL, failed_at = NULL
WHERE authority_id = tenant() AND id = :id AND written_at IS NULL
