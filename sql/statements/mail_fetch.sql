-- what a mail is filled in with, and the document of the letter that goes with it
SELECT
	t.name AS authority_name, a.case_number, m.data ->> 'due' AS due, m.data ->> 'guide' AS guide,
	m.data ->> 'overdue' AS overdue, m.data ->> 'overdue_cases' AS overdue_cases,
	m.data ->> 'soon' AS soon, m.data ->> 'soon_cases' AS soon_cases,
	m.data ->> 'approve' AS approve, m.data ->> 'approve_cases' AS approve_cases,
	m.data ->> 'offered' AS offered, m.data ->> 'offered_cases' AS offered_cases,
	m.data ->> 'failed' AS failed, m.data ->> 'failed_cases' AS failed_cases,
	replace(a.case_number, '/', '-') || '.pdf' AS document_name,
	'application/pdf' AS document_type, d.content AS document, l.exempt
FROM mail m
JOIN authority t ON t.authority_id = m.authority_id
LEFT JOIN audit a ON a.authority_id = m.authority_id AND a.id = m.audit
LEFT JOIN letter l ON l.authority_id = m.authority_id AND l.id = m.letter
LEFT JOIN document d ON d.authority_id = m.authority_id AND d.letter = m.letter
WHERE m.authority_id = tenant() AND m.id = :id
