-- the account's calendar may be read with this token and with no other
INSERT INTO calendar_token (authority_id, account, token_hash, created_at)
VALUES (:authority, :account, decode(:token_hash, 'hex'), :now)
ON CONFLICT (authority_id, account) DO UPDATE SET
	token_hash = EXCLUDED.token_hash, created_at = EXCLUDED.created_at
