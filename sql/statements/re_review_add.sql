-- the authority's re-review of an own review
INSERT INTO re_review (
	authority_id, id, breach, audit, observation, reviewed_on, both_compliant, only_own,
	only_authority, neither, registered_by, registered_at)
VALUES (
	:authority, :id, :breach, :audit, :observation, :reviewed_on, :both_compliant, :only_own,
	:only_authority, :neither, :registered_by, :registered_at)
