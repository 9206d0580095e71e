-- take a key, or one lapsed a day ago: a row when it is ours, none when somebody has answered; the
-- caller may turn out to be nobody, so nothing is taken for nobody
INSERT INTO idempotency (authority_id, account, method, target, key, body_hash, created_at)
SELECT tenant(), this_account(), :method, :target, :key,
	:body_hash, :now::timestamptz
WHERE this_account() IS NOT NULL
ON CONFLICT (authority_id, account, method, target, key) DO UPDATE SET
	body_hash = EXCLUDED.body_hash, created_at = EXCLUDED.created_at,
	status = NULL, etag = NULL, location = NULL, answer = NULL
	WHERE idempotency.created_at <= EXCLUDED.created_at - interval '24 hours'
