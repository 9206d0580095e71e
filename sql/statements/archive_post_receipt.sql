-- what the archive's connector said of a journal post, which was written then
UPDATE archive_post SET receipt = :receipt, receipt_reason = :reason, receipt_at = :now,
	written_at = coalesce(written_at, :now), fault = NULL, failed_at = NULL
WHERE authority_id = tenant() AND id = :id
