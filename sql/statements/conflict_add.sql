-- a conflict of interest
INSERT INTO conflict (
	authority_id, id, account, enterprise, reason, "from", "to")
VALUES (
	:authority, :id, :account, :enterprise, :reason, :from, :to)
