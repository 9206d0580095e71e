-- the order as it now stands
INSERT INTO "order" (
	authority_id, id, audit, letter, issued_letter, withdrawn_letter, version, state,
	breaches, legal_ground, text, comment_due, compliance_date, announced_on, issued_on,
	urgent_reason, amount, period, "from", collected_on, decision, reason)
VALUES (
	:authority, :id, :audit, :letter, :issued_letter, :withdrawn_letter, :version, :state,
	:breaches, :legal_ground, :text, :comment_due, :compliance_date, :announced_on,
	:issued_on, :urgent_reason, :amount, :period, :from, :collected_on, :decision, :reason)
ON CONFLICT (authority_id, id) DO UPDATE SET
	letter = EXCLUDED.letter, issued_letter = EXCLUDED.issued_letter,
	withdrawn_letter = EXCLUDED.withdrawn_letter, version = EXCLUDED.version,
	state = EXCLUDED.state, breaches = EXCLUDED.breaches,
	legal_ground = EXCLUDED.legal_ground, text = EXCLUDED.text,
	comment_due = EXCLUDED.comment_due, compliance_date = EXCLUDED.compliance_date,
	announced_on = EXCLUDED.announced_on, issued_on = EXCLUDED.issued_on,
	urgent_reason = EXCLUDED.urgent_reason, amount = EXCLUDED.amount,
	period = EXCLUDED.period, "from" = EXCLUDED."from", collected_on = EXCLUDED.collected_on,
	decision = EXCLUDED.decision, reason = EXCLUDED.reason
