-- the newest wording that is approved, and that awaits it, of the kind asked for, of the letter asked
-- for, and of those that a command or the clock drafts by itself
SELECT DISTINCT ON (kind, state)
	id, version AS row_version, edition AS version, kind, state, texts
FROM letter_template
WHERE authority_id = tenant() AND state IN ('approved', 'draft')
	AND (kind = :letter_kind
		OR kind = (SELECT l.kind FROM letter l WHERE l.authority_id = tenant() AND l.id = :id)
		OR kind IN ('deadline_confirmation', 'reminder_1', 'reminder_2', 'meeting_invitation'))
ORDER BY kind, state, edition DESC
