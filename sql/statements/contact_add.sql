-- a call, meeting or message
INSERT INTO contact (
	authority_id, id, audit, kind, occurred_on, text, registered_by, registered_at)
VALUES (
	:authority, :id, :audit, :kind, :occurred_on, :text, :registered_by, :registered_at)
