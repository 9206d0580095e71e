-- which of a survey's parts a list was asked for: by their standing answers and selection
AND (:answered::boolean IS NULL OR (s.number IS NOT NULL) = :answered)
AND (:selected::boolean IS NULL OR coalesce(NOT c.withdrawn, false) = :selected)
AND (:question::text IS NULL OR EXISTS (
	SELECT FROM jsonb_to_recordset(s.answers) AS x (question text, yes boolean, choice text, number double precision)
	WHERE x.question = :question
		AND (:answer::text IS NULL OR x.choice = :answer
			OR x.yes AND :answer IN ('yes', 'ja') OR NOT x.yes AND :answer IN ('no', 'nei'))
		AND (:least::double precision IS NULL OR x.number >= :least)
		AND (:most::double precision IS NULL OR x.number <= :most)))
