-- a template by id, held until the command is done
SELECT
	id, version AS row_version, edition AS version, kind, state, texts, note, author, created_at, approved_by,
	approved_at, withdrawn_reason
FROM letter_template
WHERE authority_id = tenant() AND id = :id
FOR NO KEY UPDATE
