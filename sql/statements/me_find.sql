-- the account that asks
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies, digest
FROM account
WHERE authority_id = tenant() AND id = this_account()
