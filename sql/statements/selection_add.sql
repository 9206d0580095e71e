-- that a survey's part is to be followed by an audit in depth, or no more
INSERT INTO selection (
	authority_id, id, audit, withdrawn, reason, registered_by, registered_at)
VALUES (
	:authority, :id, :audit, :withdrawn, :reason, :registered_by, :registered_at)
