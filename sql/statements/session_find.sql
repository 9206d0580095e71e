-- statement 0 of a request with a token: who asks; sets the tenant and the account of the transaction
SELECT authority_id AS authority, code, "national", authority_language, session, account, username, name,
	roles, language, deputy, expires_at,
	set_config('tilsyn.authority', authority_id::text, true),
	set_config('tilsyn.account', account::text, true)
FROM session_find(decode(:token_hash, 'hex'), :now, :today)
