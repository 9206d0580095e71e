-- a page of accounts in the order they were made
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies, digest,
	id::text AS cursor_key
FROM account
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
