-- the log of the case for people to read
SELECT to_char(e.at AT TIME ZONE 'Europe/Oslo', 'YYYY-MM-DD HH24:MI') AS at, e.event, e.subject_kind,
	e."from", e."to", w.name AS account, e.data
FROM event e
LEFT JOIN account w ON w.authority_id = e.authority_id AND w.id = e.account
WHERE e.authority_id = tenant() AND e.audit = this_case()
ORDER BY e.id
LIMIT :fetch
