-- what is known of an attachment
SELECT
	id, name, media_type, size, sha256, uploaded_by, uploaded_at
FROM attachment
WHERE authority_id = tenant() AND id = :id
