-- the enterprise of the case
SELECT {enterprise_row}
FROM enterprise
WHERE authority_id = tenant()
	AND id = (SELECT enterprise FROM audit
		WHERE authority_id = tenant() AND id = this_case())
