-- the requirement as it now stands
INSERT INTO requirement (
	authority_id, id, version, code, act, section, text, valid_from, valid_to)
VALUES (
	:authority, :id, :version, :code, :act, :section, :text, :valid_from, :valid_to)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, code = EXCLUDED.code, act = EXCLUDED.act,
	section = EXCLUDED.section, text = EXCLUDED.text, valid_from = EXCLUDED.valid_from,
	valid_to = EXCLUDED.valid_to
