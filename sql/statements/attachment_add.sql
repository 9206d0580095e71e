-- an attachment, for good
INSERT INTO attachment (
	authority_id, id, name, media_type, size, sha256, content, uploaded_by, uploaded_at)
VALUES (
	:authority, :id, :name, :media_type, :size, :sha256, :content, :uploaded_by, :uploaded_at)
