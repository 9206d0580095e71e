-- running deadlines by date, each with the policy that judges its case while this one is in force
WITH standing AS MATERIALIZED (
	SELECT s.id, s.programme, g.code, g.edition
	FROM policy p
	CROSS JOIN LATERAL policies_standing(greatest(least(:today::date, coalesce(p.valid_to, :today::date)), p.valid_from)) s
	LEFT JOIN programme g ON g.authority_id = p.authority_id AND g.id = s.programme
	WHERE p.authority_id = tenant() AND p.id = :id
)
SELECT
	d.id, d.audit, d.breach, d.kind, d.state, d.due, d.effective_due, d.counted_from, d.counted_days, d.policy,
	a.case_number, a.enterprise, e.name AS enterprise_name, b.severity, b.complexity, f.id AS in_force
FROM (SELECT * FROM deadline
	WHERE authority_id = tenant() AND state = 'running'
		AND (:after_key::text IS NULL OR (effective_due, id) > (:after_key::date, :after_id))
	ORDER BY effective_due, id
	LIMIT :fetch) d
JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
LEFT JOIN breach b ON b.authority_id = d.authority_id AND b.id = d.breach
LEFT JOIN {policy_in_force} ON true
ORDER BY d.effective_due, d.id
