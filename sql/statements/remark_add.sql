-- a remark
INSERT INTO remark (
	authority_id, id, audit, kind, text, registered_by, registered_at)
VALUES (
	:authority, :id, :audit, :kind, :text, :registered_by, :registered_at)
