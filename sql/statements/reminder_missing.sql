-- deadlines that lack a rung of the ledger which may have come by now, each with its lines, and those
-- that should have lapsed; nothing here knows when the clerk means to look at them
WITH standing AS MATERIALIZED (
	SELECT p.id, p.programme, g.code, g.edition, p.rungs
	FROM policy p
	LEFT JOIN programme g ON g.authority_id = p.authority_id AND g.id = p.programme
	WHERE p.authority_id = tenant()
		AND p.valid_from <= :today AND (p.valid_to IS NULL OR p.valid_to >= :today)
), rung AS MATERIALIZED (
	SELECT s.id AS policy, r.code, r.kinds, r.earliest FROM standing s, ladder_least(s.rungs) r
	UNION ALL
	SELECT NULL, r.code, r.kinds, r.earliest FROM ladder_least(:rungs::jsonb) r
), lacking AS (
	SELECT d.*, a.case_number, a.enterprise, a.imported, a.adopted_on, e.paused_from, e.paused_to,
		e.name AS enterprise_name, f.id AS in_force
	FROM deadlines_ending(least(:horizon::date, :today::date - (SELECT least(min(r.earliest), 0) FROM rung r))) ending
	JOIN deadline d ON d.authority_id = tenant() AND d.id = ending.id
	JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
	JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
	LEFT JOIN {policy_in_force} ON true
	WHERE d.state = 'running'
		AND (:after_key::text IS NULL OR (ending.effective_due, ending.id) > (:after_key::date, :after_id))
		AND ((d.kind IN ('comment', 'order_comment', 'appeal') AND d.effective_due < :today)
			OR ((NOT a.imported OR a.adopted_on IS NOT NULL) AND EXISTS (SELECT FROM rung r
			WHERE r.policy IS NOT DISTINCT FROM f.id AND d.kind = ANY (r.kinds)
				AND (d.effective_due + r.earliest <= :today::date
					OR (d.effective_due < :today::date AND d.new_date IS NOT NULL))
				AND NOT EXISTS (SELECT FROM reminder l
					WHERE l.authority_id = tenant() AND l.deadline = d.id
						AND l.rung = r.code AND l.done <> 'held_back'))))
	ORDER BY ending.effective_due, ending.id
	LIMIT :fetch
)
SELECT d.id, d.audit, d.breach, d.kind, d.state, d.due, d.effective_due, d.running_since,
	d.case_number, d.enterprise, d.enterprise_name, d.imported, d.adopted_on, d.paused_from, d.paused_to,
	d.in_force, first.reminded, first.until AS reminded_until, first.besides AS reminded_besides,
	l.rung AS line, l.done, coalesce((
		SELECT (s.value ->> 'due')::date FROM jsonb_array_elements(t.dates) s
		WHERE t.state IN ('dispatched', 'journalled') AND s.value ->> 'kind' = d.kind
			AND coalesce(s.value ->> 'breach', '') = coalesce(d.breach::text, '')
		LIMIT 1), l.new_date) AS new_date
FROM lacking d
CROSS JOIN LATERAL (
	SELECT count(*) > 0 AS reminded, coalesce(bool_or(f.besides), false) AS besides,
		(array_agg(f.until ORDER BY f.dispatched_at DESC))[1] AS until
	FROM (SELECT s.dispatched_at, NOT EXISTS (SELECT FROM reminder its, rung r
				WHERE its.authority_id = tenant() AND its.deadline = d.id AND its.letter = s.id
					AND r.policy IS NOT DISTINCT FROM d.in_force AND r.code = its.rung) AS besides,
			(SELECT (x.value ->> 'due')::date FROM jsonb_array_elements(s.dates) x
				WHERE x.value ->> 'kind' = d.kind
					AND coalesce(x.value ->> 'breach', '') = coalesce(d.breach::text, '')
				LIMIT 1) AS until
		FROM letter s
		WHERE s.authority_id = tenant() AND s.audit = d.audit AND s.kind = 'reminder_1'
			AND s.state IN ('dispatched', 'journalled') AND d.id = ANY (s.reminds)) f
	) first
LEFT JOIN reminder l ON l.authority_id = d.authority_id AND l.deadline = d.id
LEFT JOIN letter t ON t.authority_id = l.authority_id AND t.id = l.letter
ORDER BY d.effective_due, d.id, l.id
