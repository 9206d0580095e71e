-- the account that asks, held until the command is done
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies, digest
FROM account
WHERE authority_id = tenant() AND id = this_account()
FOR NO KEY UPDATE
