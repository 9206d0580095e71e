-- what was answered to a key, and to which body
SELECT body_hash, created_at, status, etag, location, answer
FROM idempotency
WHERE authority_id = tenant() AND account = this_account() AND method = :method
	AND target = :target AND key = :key
