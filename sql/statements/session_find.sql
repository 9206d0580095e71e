-- statement 0 of a request with a token: who asks; sets tenant and account of the transaction
SELECT authority_id AS authority, code, "national" AS national_board, authority_language, authority_name, session,
	account, username, name, roles, language, deputy, expires_at,
	set_config('tilsyn.authority', authority_id::text, true),
	set_config('tilsyn.account', account::text, true)
FROM session_find(decode(:token_hash, 'hex'), :now, :today)
