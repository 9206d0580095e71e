-- what each who wants it has to see to this morning: in the cases that they lead or are on the team
-- of, and letters that wait for them; a leader hears of all that is overdue
WITH person AS (
	SELECT a.id, 'leader' = ANY (a.roles) AS is_leader,
		'leader' = ANY (a.roles) OR is_deputy(tenant(), a.id, :today) AS leads
	FROM account a
	WHERE a.authority_id = tenant() AND a.digest AND NOT a.disabled AND a.email IS NOT NULL
		AND a.roles && ARRAY['caseworker', 'leader']
), told AS (
	SELECT d.audit, CASE WHEN d.effective_due < :today THEN 'overdue' ELSE 'soon' END AS what
	FROM deadlines_ending(:week_ends) d
	UNION ALL
	SELECT e.audit, 'failed'
	FROM mail e
	WHERE e.authority_id = tenant() AND e.state = 'failed' AND e.letter IS NOT NULL
		AND e.ended_at > :now::timestamptz - interval '7 days'
	UNION ALL
	SELECT e.audit, 'failed'
	FROM document e
	WHERE e.authority_id = tenant() AND e.content IS NULL AND e.reason IS NOT NULL
	UNION ALL
	SELECT b.audit, 'offered'
	FROM breaches_offered() b
), seen AS (
	SELECT p.id AS account, a.case_number, a.case_year, a.case_serial, t.what
	FROM told t
	-- one by one: what is due is little, and the cases that are open are many
	CROSS JOIN LATERAL (SELECT * FROM audit
		WHERE authority_id = tenant() AND id = t.audit AND state NOT IN ('closed', 'cancelled')
			AND (NOT imported OR adopted_on IS NOT NULL)
		LIMIT 1) a
	JOIN person p ON p.id = ANY (a.team || a.lead_auditor || a.follow_up_lead) OR (p.is_leader AND t.what = 'overdue')
	UNION ALL
	SELECT p.id, a.case_number, a.case_year, a.case_serial, 'approve'
	FROM person p
	JOIN letter l ON l.authority_id = tenant() AND l.state = 'submitted'
	JOIN audit a ON a.authority_id = l.authority_id AND a.id = l.audit
	WHERE (p.leads OR (l.approvals @> '[{"as_leader": true}]'
			AND (l.kind = 'order' OR (l.kind = 'final_report' AND l."order" IS NOT NULL))))
		AND l.author IS DISTINCT FROM p.id AND NOT p.id = ANY (l.writers)
		AND NOT l.approvals @> jsonb_build_array(jsonb_build_object('account', p.id))
		AND NOT EXISTS (SELECT FROM conflict c WHERE c.authority_id = tenant()
			AND c.account = p.id AND c.enterprise = a.enterprise
			AND (c."from" IS NULL OR c."from" <= :today)
			AND (c."to" IS NULL OR c."to" >= :today))
), cases AS (
	SELECT account, what, case_number, count(*) AS times,
		row_number() OVER (PARTITION BY account, what ORDER BY case_year, case_serial) AS place
	FROM seen
	GROUP BY account, what, case_year, case_serial, case_number
), counted AS (
	SELECT account, what, sum(times)::text AS times,
		string_agg(case_number, ', ' ORDER BY place) FILTER (WHERE place <= 20)
			|| CASE WHEN count(*) > 20 THEN ' …' ELSE '' END AS numbers
	FROM cases
	GROUP BY account, what
)
SELECT account, jsonb_object_agg(what, times) || jsonb_object_agg(what || '_cases', numbers) AS data
FROM counted
GROUP BY account
ORDER BY account
