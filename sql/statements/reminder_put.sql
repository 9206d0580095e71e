-- a line of the ledger; one that was held back is written once more
INSERT INTO reminder (
	authority_id, id, audit, deadline, letter, rung, action, recipient, done, reason,
	expected_on, done_on, days_late, new_date, at)
VALUES (
	:authority, :id, :audit, :deadline, :letter, :rung, :action, :recipient, :done, :reason,
	:expected_on, :done_on, :days_late, :new_date, :at)
ON CONFLICT (authority_id, id) DO UPDATE SET
	letter = EXCLUDED.letter, done = EXCLUDED.done, reason = EXCLUDED.reason,
	expected_on = EXCLUDED.expected_on, done_on = EXCLUDED.done_on,
	days_late = EXCLUDED.days_late, new_date = EXCLUDED.new_date, at = EXCLUDED.at
