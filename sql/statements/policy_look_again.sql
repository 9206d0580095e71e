-- the clock judges running deadlines anew when a policy begins: its rungs may be others
UPDATE deadline d
SET next_rung_at = least(d.next_rung_at,
	greatest(:now::timestamptz, :valid_from::date::timestamp AT TIME ZONE 'Europe/Oslo'))
FROM audit a
WHERE d.authority_id = tenant() AND d.state = 'running'
	AND d.kind NOT IN ('comment', 'order_comment', 'appeal')
	AND a.authority_id = d.authority_id AND a.id = d.audit AND (NOT a.imported OR a.adopted_on IS NOT NULL)
