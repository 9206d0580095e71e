-- a conflict of interest by id
SELECT
	id, account, enterprise, reason, "from", "to"
FROM conflict
WHERE authority_id = tenant() AND id = :id
