-- the last statement of a command: what it answers
UPDATE idempotency
SET status = :status, etag = :etag, location = :location, answer = :answer
WHERE authority_id = tenant() AND account = this_account()
	AND method = :method AND target = :target AND key = :key
