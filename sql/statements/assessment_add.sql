-- an assessment made
INSERT INTO assessment (
	authority_id, id, breach, audit, outcome, text, requirements, override_reason, overridden,
	assessed_on, assessed_by, assessed_at)
VALUES (
	:authority, :id, :breach, :audit, :outcome, :text, :requirements, :override_reason,
	:overridden, :assessed_on, :assessed_by, :assessed_at)
