-- what is told of a survey's part a besides: its enterprise e, the newest letter l it got, its deadline d
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
LEFT JOIN LATERAL (SELECT l.id, l.kind, l.state, l.sha256 FROM letter l
	WHERE l.authority_id = a.authority_id AND l.audit = a.id AND l.kind IN ('notice', 'final_report')
		AND l.state <> 'withdrawn'
	ORDER BY l.created_at DESC, l.id DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT d.effective_due, d.state FROM deadline d
	WHERE d.authority_id = a.authority_id AND d.audit = a.id AND d.kind = 'survey' AND d.state <> 'extended'
	ORDER BY d.id DESC LIMIT 1) d ON true
