-- nobody may read an account's calendar any more: whoever has its address may not be its owner
DELETE FROM calendar_token WHERE authority_id = tenant() AND account = :account
