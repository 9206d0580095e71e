-- a login; the account's lapsed sessions go at the same time
WITH lapsed AS (
	DELETE FROM session
	WHERE authority_id = :authority AND account = :account AND expires_at <= :now
)
INSERT INTO session (authority_id, id, account, token_hash, created_at, expires_at)
VALUES (:authority, :id, :account, decode(:token_hash, 'hex'), :now, :expires_at)
