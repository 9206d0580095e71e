-- a change noted in a series; the same one twice is one
INSERT INTO own_note (
	authority_id, measure_point, enterprise, date, text, new_phase, registered_by,
	registered_at)
VALUES (
	:authority, :measure_point, :enterprise, :date, :text, :new_phase, :account, :now)
ON CONFLICT (authority_id, measure_point, enterprise, date, text) DO NOTHING
