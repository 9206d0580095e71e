-- one event, the :n-th (from 0) of this transaction; its chain's head must be :previous_hash
INSERT INTO event (
	authority_id, id, audit, subject_kind, subject, event, "from", "to", at, occurred_on, account,
	data, text, hash, previous_hash)
VALUES (
	:authority, event_id(:n), :audit, :subject_kind, :subject, :event, :from, :to, :at,
	:occurred_on, :account, :data, :text, :hash, nullif(:previous_hash, ''))
RETURNING id
