-- take a key, or one lapsed a day ago: a row when it is ours, none when it has been answered or
-- nobody is logged in; while another transaction holds the key this one waits
INSERT INTO idempotency (authority_id, account, method, target, key, body_hash, created_at)
SELECT tenant(), this_account(), :method, :target, :key, :body_hash, :now::timestamptz
WHERE this_account() IS NOT NULL
ON CONFLICT (authority_id, account, method, target, key) DO UPDATE SET
	body_hash = EXCLUDED.body_hash, created_at = EXCLUDED.created_at,
	status = NULL, etag = NULL, location = NULL, answer = NULL
	WHERE idempotency.created_at <= EXCLUDED.created_at - interval '24 hours'
RETURNING true AS claimed
