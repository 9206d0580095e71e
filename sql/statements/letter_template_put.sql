-- the template as it now stands; :version is the wording's own
INSERT INTO letter_template (
	authority_id, id, version, edition, kind, state, texts, note, author, created_at, approved_by,
	approved_at, withdrawn_reason)
VALUES (
	:authority, :id, :row_version, :version, :kind, :state, :texts, :note, :author, :created_at,
	:approved_by, :approved_at, :withdrawn_reason)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, state = EXCLUDED.state, approved_by = EXCLUDED.approved_by,
	approved_at = EXCLUDED.approved_at, withdrawn_reason = EXCLUDED.withdrawn_reason
