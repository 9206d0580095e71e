-- the interim measure as it now stands
INSERT INTO interim_measure (
	authority_id, id, breach, audit, version, text, due, confirmed_on, ended_on,
	none_needed_reason)
VALUES (
	:authority, :id, :breach, :audit, :version, :text, :due, :confirmed_on, :ended_on,
	:none_needed_reason)
ON CONFLICT (authority_id, id) DO UPDATE SET
	version = EXCLUDED.version, text = EXCLUDED.text, due = EXCLUDED.due,
	confirmed_on = EXCLUDED.confirmed_on, ended_on = EXCLUDED.ended_on,
	none_needed_reason = EXCLUDED.none_needed_reason
