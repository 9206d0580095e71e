-- evidence received
INSERT INTO evidence (
	authority_id, id, breach, audit, kind, received_on, description, source, attachment,
	incoming, registered_by, registered_at)
VALUES (
	:authority, :id, :breach, :audit, :kind, :received_on, :description, :source, :attachment,
	:incoming, :registered_by, :registered_at)
