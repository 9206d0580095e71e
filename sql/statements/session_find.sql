-- statement 0 of a request with a token: who asks; sets the tenant of the transaction
SELECT authority_id AS authority, code, "national", session, account, username, name, roles,
	language, deputy, expires_at, set_config('tilsyn.authority', authority_id::text, true)
FROM session_find(:token_hash, :now, :today)
