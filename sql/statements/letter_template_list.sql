-- a page of templates in the order they were made
SELECT
	id, version AS row_version, edition AS version, kind, state, texts, note, author, created_at, approved_by,
	approved_at, withdrawn_reason, id::text AS cursor_key
FROM letter_template
WHERE authority_id = tenant() AND (:after_id::uuid IS NULL OR id > :after_id)
ORDER BY id
LIMIT :fetch
