-- what is known of each enterprise when a year is planned; with a programme, of audits by that guide
WITH audits AS (
	SELECT a.id, a.enterprise, a.state, coalesce(a.visit_to, a.visit_from, a.closed_at::date) AS on_day
	FROM audit a
	WHERE a.authority_id = tenant() AND a.state <> 'cancelled' AND a.survey IS NULL
		AND (:programme::uuid IS NULL OR a.programme IN (
			SELECT its.id FROM programme its
			JOIN programme asked ON asked.authority_id = its.authority_id AND asked.code = its.code
			WHERE its.authority_id = tenant() AND asked.id = :programme))
), held AS (
	SELECT enterprise, max(on_day) FILTER (WHERE on_day <= :today) AS last_audit,
		count(*) FILTER (WHERE state <> 'closed') AS under_way
	FROM audits
	GROUP BY enterprise
), open AS (
	SELECT a.enterprise, count(*) AS breaches
	FROM audits a
	JOIN breach b ON b.authority_id = tenant() AND b.audit = a.id
	WHERE b.state IN ('established', 'insufficient', 'reported')
	GROUP BY a.enterprise
), again AS (
	SELECT enterprise, count(*) AS requirements
	FROM (SELECT a.enterprise, r.requirement
		FROM audits a
		JOIN breach b ON b.authority_id = tenant() AND b.audit = a.id
		CROSS JOIN LATERAL unnest(b.requirements) AS r (requirement)
		WHERE b.state NOT IN ('draft', 'dropped')
		GROUP BY a.enterprise, r.requirement
		HAVING count(DISTINCT a.id) > 1) breached
	GROUP BY enterprise
)
SELECT e.id AS enterprise, e.name AS enterprise_name, held.last_audit, coalesce(held.under_way, 0) AS under_way,
	coalesce(open.breaches, 0) AS open_breaches, coalesce(again.requirements, 0) AS repeated,
	e.size, e.risk_score
FROM enterprise e
LEFT JOIN held ON held.enterprise = e.id
LEFT JOIN open ON open.enterprise = e.id
LEFT JOIN again ON again.enterprise = e.id
WHERE e.authority_id = tenant() AND (:kind::text IS NULL OR e.kind = :kind)
