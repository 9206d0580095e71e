-- the account as it now stands
INSERT INTO account (
	authority_id, id, version, username, name, email, password_hash, roles, language,
	disabled, deputies, digest)
VALUES (
	:authority, :id, :version, :username, :name, :email, :password_hash, :roles, :language,
	:disabled, :deputies, coalesce(:digest::boolean, true))
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, username = EXCLUDED.username, name = EXCLUDED.name,
	email = EXCLUDED.email, password_hash = EXCLUDED.password_hash, roles = EXCLUDED.roles,
	language = EXCLUDED.language, disabled = EXCLUDED.disabled, deputies = EXCLUDED.deputies,
	digest = EXCLUDED.digest
