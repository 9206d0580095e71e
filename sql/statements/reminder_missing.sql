-- deadlines that lack a rung of the ledger which may have come by now, each with its lines
WITH rung AS (
	SELECT * FROM jsonb_to_recordset(:rungs::jsonb) AS r (code text, kinds text[], least integer)
), lacking AS (
	SELECT d.*, a.case_number, a.enterprise, a.imported, a.adopted_on, e.paused_from, e.paused_to
	FROM deadline d
	JOIN audit a ON a.authority_id = d.authority_id AND a.id = d.audit
	JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
	WHERE d.authority_id = tenant() AND d.state = 'running' AND d.effective_due <= :horizon
		AND (NOT a.imported OR a.adopted_on IS NOT NULL)
		AND (:after_key::text IS NULL OR (d.effective_due, d.id) > (:after_key::date, :after_id))
		AND EXISTS (SELECT FROM rung r
			WHERE d.kind = ANY (r.kinds) AND d.effective_due + r.least <= :today::date
				AND NOT EXISTS (SELECT FROM reminder l
					WHERE l.authority_id = tenant() AND l.deadline = d.id
						AND l.rung = r.code AND l.done <> 'held_back'))
	ORDER BY d.effective_due, d.id
	LIMIT :fetch
)
SELECT d.id, d.audit, d.breach, d.kind, d.state, d.due, d.effective_due, d.running_since,
	d.case_number, d.enterprise, d.imported, d.adopted_on, d.paused_from, d.paused_to,
	l.rung AS line, l.done, coalesce((
		SELECT (s.value ->> 'due')::date FROM jsonb_array_elements(t.dates) s
		WHERE t.state IN ('dispatched', 'journalled') AND s.value ->> 'kind' = d.kind
			AND coalesce(s.value ->> 'breach', '') = coalesce(d.breach::text, '')
		LIMIT 1), l.new_date) AS new_date
FROM lacking d
LEFT JOIN reminder l ON l.authority_id = d.authority_id AND l.deadline = d.id
LEFT JOIN letter t ON t.authority_id = l.authority_id AND t.id = l.letter
ORDER BY d.effective_due, d.id, l.id
