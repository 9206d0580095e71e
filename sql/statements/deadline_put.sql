-- the deadline as it now stands
INSERT INTO deadline (
	authority_id, id, audit, breach, letter, "order", version, kind, state, due,
	effective_due, override, discussed_on, proposed_by_enterprise, asked, asked_on, asked_by,
	refused, granted, extended_count, successor, predecessor, received_on, ended_on,
	days_late, reason, policy, counted_from, counted_days, extended_days,
	running_since, rung, new_date, next_rung_at)
VALUES (
	:authority, :id, :audit, :breach, :letter, :order, :version, :kind, :state, :due,
	:effective_due, :override, :discussed_on, :proposed_by_enterprise, :asked, :asked_on,
	:asked_by, :refused, :granted, :extended_count, :successor, :predecessor, :received_on,
	:ended_on, :days_late, :reason, :policy, :counted_from, :counted_days,
	:extended_days, :running_since, :rung, :new_date, :next_rung_at)
ON CONFLICT (authority_id, id) DO UPDATE SET
	letter = EXCLUDED.letter, "order" = EXCLUDED."order", version = EXCLUDED.version,
	kind = EXCLUDED.kind, state = EXCLUDED.state, due = EXCLUDED.due,
	effective_due = EXCLUDED.effective_due, override = EXCLUDED.override,
	discussed_on = EXCLUDED.discussed_on,
	proposed_by_enterprise = EXCLUDED.proposed_by_enterprise, asked = EXCLUDED.asked,
	asked_on = EXCLUDED.asked_on, asked_by = EXCLUDED.asked_by, refused = EXCLUDED.refused,
	granted = EXCLUDED.granted, extended_count = EXCLUDED.extended_count,
	successor = EXCLUDED.successor, predecessor = EXCLUDED.predecessor,
	received_on = EXCLUDED.received_on, ended_on = EXCLUDED.ended_on,
	days_late = EXCLUDED.days_late, reason = EXCLUDED.reason,
	policy = EXCLUDED.policy, counted_from = EXCLUDED.counted_from,
	counted_days = EXCLUDED.counted_days, extended_days = EXCLUDED.extended_days,
	running_since = EXCLUDED.running_since, rung = EXCLUDED.rung, new_date = EXCLUDED.new_date,
	next_rung_at = EXCLUDED.next_rung_at
