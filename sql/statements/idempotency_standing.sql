-- to which body a key was answered, unless that was a day ago
SELECT body_hash
FROM idempotency
WHERE authority_id = tenant() AND account = this_account() AND method = :method
	AND target = :target AND key = :key AND status IS NOT NULL
	AND created_at > :now::timestamptz - interval '24 hours'
