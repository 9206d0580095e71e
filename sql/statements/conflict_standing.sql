-- the conflicts of interest that stand today for an enterprise
SELECT
	id, account, enterprise, reason, "from", "to"
FROM conflict
WHERE authority_id = tenant() AND enterprise = :enterprise
	AND ("from" IS NULL OR "from" <= :today) AND ("to" IS NULL OR "to" >= :today)
ORDER BY id
