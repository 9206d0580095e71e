-- whose calendar it is; sets tenant and account of the transaction
SELECT language, set_config('tilsyn.authority', authority_id::text, true),
	set_config('tilsyn.account', account::text, true)
FROM calendar_token_find(decode(:token_hash, 'hex'))
