-- the conflicts of interest that stand today for the enterprise of the case
SELECT
	id, account, enterprise, reason, "from", "to"
FROM conflict
WHERE authority_id = tenant()
	AND enterprise = (SELECT enterprise FROM audit
		WHERE authority_id = tenant() AND id = this_case())
	AND ("from" IS NULL OR "from" <= :today) AND ("to" IS NULL OR "to" >= :today)
ORDER BY id
