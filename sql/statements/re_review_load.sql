-- the re-reviews of the case
SELECT
	id, breach, audit, observation, reviewed_on, both_compliant, only_own, only_authority,
	neither, registered_by, registered_at
FROM re_review
WHERE authority_id = tenant() AND audit = this_case()
ORDER BY id
