-- the clock judges the deadlines of an enterprise anew: its pause has changed
UPDATE deadline d SET next_rung_at = :now
FROM audit a
WHERE d.authority_id = tenant() AND d.state = 'running' AND d.next_rung_at IS NOT NULL
	AND a.authority_id = d.authority_id AND a.id = d.audit AND a.enterprise = :id
