-- an account by id, held until the command is done
SELECT
	id, version, username, name, email, password_hash, roles, language, disabled, deputies, digest
FROM account
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
