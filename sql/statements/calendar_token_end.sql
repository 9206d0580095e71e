-- nobody may read the account's calendar any more
DELETE FROM calendar_token WHERE authority_id = tenant() AND account = this_account()
