-- who may approve letters today: leaders and their deputies as leaders, caseworkers as second; and whether
-- they can be told by mail
SELECT a.id AS account, a.email IS NOT NULL AS is_told,
	'leader' = ANY (a.roles) OR EXISTS (SELECT FROM account l,
			jsonb_to_recordset(l.deputies) AS d (account uuid, "from" date, "to" date)
		WHERE l.authority_id = tenant() AND l.deputies IS NOT NULL AND 'leader' = ANY (l.roles)
			AND NOT l.disabled AND d.account = a.id AND d."from" <= :today
			AND (d."to" IS NULL OR d."to" >= :today)) AS as_leader
FROM account a
WHERE a.authority_id = tenant() AND NOT a.disabled AND a.roles && ARRAY['leader', 'caseworker']
ORDER BY a.id
