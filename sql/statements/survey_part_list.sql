-- a page of a survey's parts in the order they were made; all, or those whose standing answers are such
SELECT
	a.id, a.id AS audit, a.case_number, a.state, a.enterprise, e.name AS enterprise_name,
	l.id AS letter, l.kind AS letter_kind, l.state AS letter_state, l.sha256 AS letter_sha256,
	d.effective_due AS due, d.state AS deadline_state,
	s.received_on AS answered_on, s.days_late, coalesce(s.number, 0) AS answer_sets,
	coalesce(NOT c.withdrawn, false) AS selected,
	(SELECT i.id FROM audit i WHERE i.authority_id = a.authority_id AND i.in_depth_of = a.id
		AND i.state <> 'cancelled') AS in_depth, a.id::text AS cursor_key
FROM audit a
JOIN enterprise e ON e.authority_id = a.authority_id AND e.id = a.enterprise
LEFT JOIN LATERAL (SELECT l.id, l.kind, l.state, l.sha256 FROM letter l
	WHERE l.authority_id = a.authority_id AND l.audit = a.id AND l.kind IN ('notice', 'final_report')
		AND l.state <> 'withdrawn'
	ORDER BY l.created_at DESC, l.id DESC LIMIT 1) l ON true
LEFT JOIN LATERAL (SELECT d.effective_due, d.state FROM deadline d
	WHERE d.authority_id = a.authority_id AND d.audit = a.id AND d.kind = 'survey' AND d.state <> 'extended'
	ORDER BY d.id DESC LIMIT 1) d ON true
LEFT JOIN LATERAL (SELECT s.received_on, s.days_late, s.number, s.answers FROM answer_set s
	WHERE s.authority_id = a.authority_id AND s.audit = a.id
	ORDER BY s.number DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT c.withdrawn FROM selection c
	WHERE c.authority_id = a.authority_id AND c.audit = a.id
	ORDER BY c.registered_at DESC, c.id DESC LIMIT 1) c ON true
WHERE a.authority_id = tenant() AND a.survey = :survey AND (:after_id::uuid IS NULL OR a.id > :after_id)
	AND (:answered::boolean IS NULL OR (s.number IS NOT NULL) = :answered)
	AND (:selected::boolean IS NULL OR coalesce(NOT c.withdrawn, false) = :selected)
	AND (:question::text IS NULL OR EXISTS (
		SELECT FROM jsonb_to_recordset(s.answers) AS x (question text, yes boolean, choice text, number double precision)
		WHERE x.question = :question
			AND (:answer::text IS NULL OR x.choice = :answer
				OR x.yes AND :answer IN ('yes', 'ja') OR NOT x.yes AND :answer IN ('no', 'nei'))
			AND (:least::double precision IS NULL OR x.number >= :least)
			AND (:most::double precision IS NULL OR x.number <= :most)))
ORDER BY a.id
LIMIT :fetch
