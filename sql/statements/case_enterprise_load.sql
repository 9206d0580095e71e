-- the enterprise of the case
SELECT
	id, version, name, name_key, org_number, kind, municipality_number, language, email,
	address, management_name, management_title, parent_org_number, size, risk_score,
	paused_from, paused_to
FROM enterprise
WHERE authority_id = tenant()
	AND id = (SELECT enterprise FROM audit
		WHERE authority_id = tenant() AND id = this_case())
