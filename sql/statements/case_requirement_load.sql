-- the requirements of the case, of its breaches and of their assessments
SELECT
	id, version, code, act, section, text, valid_from, valid_to
FROM requirement
WHERE authority_id = tenant() AND id IN (
	SELECT unnest(requirements) FROM audit WHERE authority_id = tenant() AND id = this_case()
	UNION
	SELECT unnest(requirements) FROM breach WHERE authority_id = tenant() AND audit = this_case()
	UNION
	SELECT unnest(requirements) FROM assessment
	WHERE authority_id = tenant() AND audit = this_case())
ORDER BY id
