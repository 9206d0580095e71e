-- the enterprise as it now stands
INSERT INTO enterprise (
	authority_id, id, version, name, name_key, org_number, kind, municipality_number, language,
	email, address, management_name, management_title, parent_org_number, size, risk_score,
	paused_from, paused_to)
VALUES (
	:authority, :id, :version, :name, :name_key, :org_number, :kind, :municipality_number,
	:language, :email, :address, :management_name, :management_title, :parent_org_number, :size,
	:risk_score, :paused_from, :paused_to)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, name = EXCLUDED.name, name_key = EXCLUDED.name_key,
	org_number = EXCLUDED.org_number, kind = EXCLUDED.kind, municipality_number = EXCLUDED.municipality_number,
	language = EXCLUDED.language, email = EXCLUDED.email, address = EXCLUDED.address,
	management_name = EXCLUDED.management_name, management_title = EXCLUDED.management_title,
	parent_org_number = EXCLUDED.parent_org_number, size = EXCLUDED.size,
	risk_score = EXCLUDED.risk_score, paused_from = EXCLUDED.paused_from,
	paused_to = EXCLUDED.paused_to
