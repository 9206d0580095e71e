-- whose password is to be checked; sets the tenant of the transaction
SELECT authority_id AS authority, account, password_hash, disabled,
	set_config('tilsyn.authority', authority_id::text, true)
FROM account_find_for_login(:authority_code, :username)
