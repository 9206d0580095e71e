-- the changed facts held against the requirements
SELECT
	id, breach, audit, outcome, text, requirements, override_reason, overridden, assessed_on,
	assessed_by, assessed_at
FROM assessment
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
