-- how many parts a survey has; all, or those whose standing answers are such
SELECT count(*) AS count
FROM audit a
LEFT JOIN LATERAL (SELECT s.number, s.answers FROM answer_set s
	WHERE s.authority_id = a.authority_id AND s.audit = a.id
	ORDER BY s.number DESC LIMIT 1) s ON true
LEFT JOIN LATERAL (SELECT c.withdrawn FROM selection c
	WHERE c.authority_id = a.authority_id AND c.audit = a.id
	ORDER BY c.registered_at DESC, c.id DESC LIMIT 1) c ON true
WHERE a.authority_id = tenant() AND a.survey = :survey
	AND (:answered::boolean IS NULL OR (s.number IS NOT NULL) = :answered)
	AND (:selected::boolean IS NULL OR coalesce(NOT c.withdrawn, false) = :selected)
	AND (:question::text IS NULL OR EXISTS (
		SELECT FROM jsonb_to_recordset(s.answers) AS x (question text, yes boolean, choice text, number double precision)
		WHERE x.question = :question
			AND (:answer::text IS NULL OR x.choice = :answer
				OR x.yes AND :answer IN ('yes', 'ja') OR NOT x.yes AND :answer IN ('no', 'nei'))
			AND (:least::double precision IS NULL OR x.number >= :least)
			AND (:most::double precision IS NULL OR x.number <= :most)))
