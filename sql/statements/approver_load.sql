-- who may approve letters today: leaders and their deputies as leaders, caseworkers as second; and for whom
-- one who is no leader stands in
SELECT a.id AS account, 'leader' = ANY (a.roles) OR s.leaders IS NOT NULL AS as_leader,
	CASE WHEN NOT 'leader' = ANY (a.roles) THEN s.leaders END AS stands_in_for
FROM account a,
LATERAL (SELECT string_agg(DISTINCT l.id::text, ' ') AS leaders FROM account l,
		jsonb_to_recordset(l.deputies) AS d (account uuid, "from" date, "to" date)
	WHERE l.authority_id = tenant() AND l.deputies <> '[]' AND 'leader' = ANY (l.roles)
		AND NOT l.disabled AND d.account = a.id AND d."from" <= :today
		AND (d."to" IS NULL OR d."to" >= :today)) AS s
WHERE a.authority_id = tenant() AND NOT a.disabled AND a.roles && ARRAY['leader', 'caseworker']
ORDER BY a.id
