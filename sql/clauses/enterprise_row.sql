-- an enterprise, as it is read
id, version, name, name_key, org_number, kind, municipality_number, language, email,
address, management_name, management_title, parent_org_number, size, risk_score,
paused_from, paused_to
