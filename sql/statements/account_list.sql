-- a page of accounts in the order they were made
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies
FROM account
WHERE authority_id = tenant() AND (:after::uuid IS NULL OR id > :after)
ORDER BY id
LIMIT :limit
