-- how many could give a letter of the authority its four eyes
SELECT count(*) FILTER (WHERE 'leader' = ANY (roles)) AS leaders,
	count(*) FILTER (WHERE roles && ARRAY['leader', 'caseworker']) AS approvers
FROM account
WHERE authority_id = tenant() AND NOT disabled
