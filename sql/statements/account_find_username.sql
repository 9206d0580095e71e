-- the account of a username
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies, digest
FROM account
WHERE authority_id = tenant() AND lower(username) = lower(:username)
