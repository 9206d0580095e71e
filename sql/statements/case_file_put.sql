-- a case file is made, or could not be
UPDATE case_file SET content = :content, size = octet_length(:content::bytea), sha256 = :sha256,
	reason = :reason, left_out = coalesce(:left_out::uuid[], left_out),
	made_at = CASE WHEN :content::bytea IS NOT NULL THEN :now::timestamptz END,
	failed_at = CASE WHEN :content::bytea IS NULL THEN :now::timestamptz END
WHERE authority_id = tenant() AND id = :id
